package dev.earshot.chat.agent.answer;

import dev.earshot.audience.Criterion;
import dev.earshot.chat.MessageRole;
import dev.earshot.chat.agent.AgentRequest;
import dev.earshot.common.FoldedText;
import dev.earshot.matching.Phrase;
import dev.earshot.taxonomy.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says why each signal is in the draft: the planner's own words that brought it. */
final class DraftExplanation {
    private DraftExplanation() {}

    static DialogueAnswer answer(DialogueQuestion asked) {
        List<Signal> all = asked.names().signals(asked.draft().criteria().toList());
        List<String> events = events(asked);
        if (all.isEmpty() && events.isEmpty()) {
            return asked.answered(asked.texts().text("why.empty"));
        }
        Set<String> named = asked.match(asked.act().subject()).phrases().stream()
                .flatMap(phrase -> phrase.suggestions().stream())
                .map(suggestion -> suggestion.signal().id())
                .collect(Collectors.toSet());
        Map<String, String> words = words(asked);
        List<Signal> drafted =
                all.stream().filter(signal -> named.contains(signal.id())).toList();
        List<Signal> meant = drafted.isEmpty() ? said(asked.act().subject(), all, words) : drafted;
        List<String> lines = new ArrayList<>();
        if (meant.isEmpty() && !named.isEmpty()) {
            lines.add(asked.texts().text("why.other", asked.act().subject()));
        }
        lines.add(asked.texts().text("why"));
        (meant.isEmpty() ? all : meant).forEach(signal -> lines.add("- " + reason(asked, signal, all, words)));
        if (meant.isEmpty()) {
            lines.addAll(events);
        }
        return asked.answered(String.join("\n", lines));
    }

    /** What customers did has no words of the taxonomy by which those that brought it could be found. */
    private static List<String> events(DialogueQuestion asked) {
        EventWording wording = new EventWording(asked.texts());
        List<Criterion> wanted = asked.draft().all().stream()
                .flatMap(group -> group.any().stream())
                .toList();
        return Stream.concat(
                        wording.of(wanted).stream()
                                .map(event -> "- " + asked.texts().text("why.before", event)),
                        wording.of(asked.draft().none()).stream()
                                .map(event -> "- " + asked.texts().text("why.excluded", event)))
                .toList();
    }

    /** The signals that were brought by a phrase with these words: "why business?", after "who run a business". */
    private static List<Signal> said(String subject, List<Signal> all, Map<String, String> words) {
        String folded = " " + FoldedText.of(subject) + " ";
        return subject.isBlank()
                ? List.of()
                : all.stream()
                        .filter(signal ->
                                (" " + FoldedText.of(words.getOrDefault(signal.id(), "")) + " ").contains(folded))
                        .toList();
    }

    private static String reason(DialogueQuestion asked, Signal signal, List<Signal> all, Map<String, String> words) {
        String name = asked.names().name(signal, all);
        boolean excluded = asked.draft().none().stream().map(Criterion::signal).anyMatch(signal.id()::equals);
        if (words.containsKey(signal.id())) {
            return asked.texts().text("why.word", name, words.get(signal.id()));
        }
        return asked.texts().text(excluded ? "why.excluded" : "why.before", name);
    }

    /** The latest words that brought each signal. */
    private static Map<String, String> words(DialogueQuestion asked) {
        Map<String, String> words = new HashMap<>();
        asked.request().earlier().stream()
                .filter(said -> said.role() == MessageRole.USER)
                .map(AgentRequest.Said::content)
                .flatMap(said -> asked.match(said).phrases().stream())
                .forEach(phrase -> ids(phrase).forEach(id -> words.put(id, phrase.words())));
        return words;
    }

    private static Stream<String> ids(Phrase phrase) {
        return phrase.suggestions().stream()
                .map(suggestion -> suggestion.signal().id());
    }
}
