package dev.earshot.chat.agent.draft;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.chat.DialogueMemory.Choice;
import dev.earshot.chat.DialogueMemory.Option;
import dev.earshot.chat.agent.answer.ReplyTexts;
import dev.earshot.chat.agent.answer.SignalNames;
import dev.earshot.common.TextResource;
import dev.earshot.matching.MatchResult;
import dev.earshot.matching.words.Language;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The question what a word with several meanings stands for, and what the draft becomes with each. */
public final class WordMeanings {
    private static final List<Kind> KINDS = TextResource.lines("dialogue/meanings.txt").stream()
            .map(Kind::parse)
            .toList();

    private final TaxonomyIndex taxonomy;
    private final Language language;

    WordMeanings(TaxonomyIndex taxonomy, Language language) {
        this.taxonomy = taxonomy;
        this.language = language;
    }

    /** "company, brand | sirket, marka | Technology, Cars": how a meaning in these tiers is also named. */
    private record Kind(List<String> names, List<String> tiers) {
        static Kind parse(String line) {
            String[] parts = line.split("\\s*\\|\\s*");
            return new Kind(
                    Stream.of((parts[0] + ", " + parts[1]).split(",\\s*")).toList(),
                    Stream.of(parts[2].split(",\\s*")).toList());
        }

        boolean has(Signal signal) {
            return signal.path().stream().anyMatch(tier -> tiers.stream().anyMatch(tier::contains));
        }
    }

    /** @param excludes whether the word was to be left out */
    Choice choice(MatchResult.Doubt doubt, Rule draft, boolean excludes) {
        Map<String, List<Signal>> meanings = new LinkedHashMap<>();
        doubt.meanings()
                .forEach(meaning -> meanings.computeIfAbsent(meaning.signal().name(), name -> new ArrayList<>())
                        .add(meaning.signal()));
        SignalNames names = new SignalNames(taxonomy, language);
        List<Signal> all = meanings.values().stream().map(same -> same.get(0)).toList();
        List<Option> options = meanings.values().stream()
                .map(same ->
                        new Option(names.name(same.get(0), all), words(same), with(draft, same.stream(), excludes)))
                .toList();
        Rule both = options.size() < 2
                ? null
                : with(draft, meanings.values().stream().flatMap(List::stream), excludes);
        return new Choice(doubt.word(), options, both);
    }

    private static List<String> words(List<Signal> same) {
        return same.stream()
                .flatMap(signal -> Stream.of(
                                signal.path().stream().skip(1),
                                Stream.of(signal.name()),
                                KINDS.stream().filter(kind -> kind.has(signal)).flatMap(kind -> kind.names().stream()))
                        .flatMap(words -> words))
                .distinct()
                .toList();
    }

    private static Rule with(Rule draft, Stream<Signal> signals, boolean excludes) {
        List<Criterion> criteria =
                signals.map(signal -> Criterion.of(signal.id())).distinct().toList();
        if (excludes) {
            return new Rule(
                    draft.all(),
                    Stream.concat(draft.none().stream(), criteria.stream())
                            .distinct()
                            .toList());
        }
        return new Rule(
                Stream.concat(draft.all().stream(), Stream.of(new Rule.Group(criteria)))
                        .distinct()
                        .toList(),
                draft.none());
    }

    public static String question(Choice choice, ReplyTexts texts) {
        String names = choice.options().stream().map(Option::name).collect(Collectors.joining(texts.text("draft.or")));
        return texts.text(choice.options().size() == 1 ? "choice.one" : "choice.many", choice.about(), names);
    }
}
