package dev.earshot.chat.agent.answer;

import dev.earshot.chat.DialogueMemory.Browsed;
import dev.earshot.common.FoldedText;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists the signals of a topic, a page at a time: those that the words mean, and those in categories of that name. */
final class SignalBrowser {
    private static final int PAGE = 10;
    private static final int LONG_ENOUGH = 3;
    /** Turkish "ev" is the home. */
    private static final Set<String> SHORT_TOPICS = Set.of("ev", "tv");

    private static final Set<String> NO_TOPIC = Set.of(
            "group",
            "groups",
            "range",
            "ranges",
            "type",
            "types",
            "signal",
            "signals",
            "option",
            "options",
            "the",
            "and",
            "things",
            "kinds",
            "people",
            "for",
            "grup",
            "grubu",
            "gruplari",
            "araligi",
            "araliklari",
            "sinyal",
            "sinyalleri",
            "ile",
            "ilgili",
            "icin",
            "var",
            "your",
            "any",
            "some",
            "stuff",
            "other",
            "hangi",
            "you",
            "united");

    private SignalBrowser() {}

    static DialogueAnswer first(DialogueQuestion asked) {
        String topic =
                asked.act().subject().replaceAll("^[\"“”']+|[\"“”'?.!]+$", "").strip();
        return topic.isEmpty() ? categories(asked) : page(asked, topic, 0);
    }

    static DialogueAnswer next(DialogueQuestion asked) {
        Browsed browsed = asked.request().standing().memory().browsed();
        if (browsed == null) {
            return asked.answered(asked.texts().text("browse.nothing"));
        }
        return browsed.topic().isEmpty() ? categories(asked) : page(asked, browsed.topic(), browsed.shown());
    }

    private static DialogueAnswer page(DialogueQuestion asked, String topic, int from) {
        List<Signal> found = found(asked, topic);
        if (found.isEmpty()) {
            return asked.answered(asked.texts().text("browse.none", topic));
        }
        if (from >= found.size()) {
            return asked.answered(asked.texts().text("browse.over", topic));
        }
        int to = Math.min(found.size(), from + PAGE);
        List<Signal> shown = found.subList(from, to);
        String lines = shown.stream()
                .map(signal -> "- " + asked.names().name(signal, found))
                .collect(Collectors.joining("\n"));
        String text = asked.texts().text("browse", topic, from + 1, to, found.size()) + "\n" + lines + "\n"
                + asked.texts().text(to < found.size() ? "browse.more" : "browse.end");
        return new DialogueAnswer(text, asked.memory().listed(new Browsed(topic, to)));
    }

    private static DialogueAnswer categories(DialogueQuestion asked) {
        SignalNames names = asked.names();
        String lines = asked.taxonomy().signals().stream()
                .filter(signal -> signal.path().size() > 1)
                .collect(Collectors.groupingBy(
                        SignalBrowser::root,
                        java.util.LinkedHashMap::new,
                        Collectors.mapping(
                                signal -> names.tier(signal.path().get(1)),
                                Collectors.toCollection(LinkedHashSet::new))))
                .entrySet()
                .stream()
                .map(root -> "- " + names.tier(root.getKey()) + ": "
                        + root.getValue().stream().limit(PAGE * 2L).collect(Collectors.joining(", ")))
                .collect(Collectors.joining("\n"));
        String text = asked.texts().text("browse.all") + "\n" + lines + "\n"
                + asked.texts().text("browse.ask");
        return new DialogueAnswer(text, asked.memory().listed(new Browsed("", 0)));
    }

    private static String root(Signal signal) {
        return signal.path().get(0);
    }

    /** The signals of a topic in the order in which they are listed. */
    static List<Signal> found(DialogueQuestion asked, String topic) {
        List<String> stems = stems(topic);
        Set<Signal> meant = asked.match(topic).phrases().stream()
                .flatMap(phrase -> phrase.suggestions().stream())
                .map(suggestion -> suggestion.signal())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<Signal> within = asked.taxonomy().signals().stream()
                .filter(signal -> tiers(signal, asked).anyMatch(tier -> isNamed(tier, stems)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<Signal> found = new ArrayList<>(BrowseTopics.signals(topic, asked.taxonomy()));
        if (!found.isEmpty()) {
            return found;
        }
        found.addAll(meant);
        meant.stream()
                .flatMap(signal -> asked.taxonomy().family(signal.id()).stream())
                .flatMap(id -> asked.taxonomy().find(id).stream())
                .forEach(found::add);
        found.addAll(within);
        if (within.isEmpty()) {
            meant.stream()
                    .filter(signal -> signal.type() != SignalType.LOCATION)
                    .flatMap(signal -> siblings(asked, signal))
                    .forEach(found::add);
        }
        return found.stream().distinct().toList();
    }

    private static Stream<Signal> siblings(DialogueQuestion asked, Signal signal) {
        int depth = signal.path().size() - 1;
        return asked.taxonomy().signals().stream()
                .filter(other -> other.path().size() > depth)
                .filter(other ->
                        other.path().subList(0, depth).equals(signal.path().subList(0, depth)));
    }

    private static Stream<String> tiers(Signal signal, DialogueQuestion asked) {
        return signal.path().stream()
                .flatMap(tier -> Stream.of(tier, asked.names().tier(tier)));
    }

    private static boolean isNamed(String tier, List<String> stems) {
        List<String> words = stems(tier);
        return stems.stream().anyMatch(stem -> words.stream().anyMatch(word -> alike(word, stem)));
    }

    private static boolean alike(String word, String stem) {
        int shared = Math.min(word.length(), stem.length());
        return word.equals(stem) || shared > LONG_ENOUGH + 1 && (word.startsWith(stem) || stem.startsWith(word));
    }

    private static List<String> stems(String text) {
        String folded = FoldedText.of(text.replace("'", ""));
        return Stream.of(folded.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> SHORT_TOPICS.contains(word) || word.length() >= LONG_ENOUGH && !NO_TOPIC.contains(word))
                .map(word -> word.replaceAll("(?<=..)(ies|s|ing)$", ""))
                .toList();
    }
}
