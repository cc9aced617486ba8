package dev.earshot.conversation;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Estimate;
import dev.earshot.audience.Rule;
import dev.earshot.signal.Match;
import dev.earshot.signal.Signal;
import dev.earshot.signal.Suggestion;
import dev.earshot.signal.TaxonomyIndex;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The signals of a draft as they are shown: those that the prompt brought first, with the words that brought them. */
final class Proposing {
    static final int MOST = 8;
    private static final double SURE = 0.8;
    private static final double LIKELY = 0.5;

    private Proposing() {}

    /** The signals of the draft, at most eight, each with the reason for it. */
    static Map<Signal, String> reasons(TaxonomyIndex taxonomy, Rule draft, Match match, Wording wording) {
        List<String> wanted = draft.all().stream()
                .flatMap(group -> group.any().stream())
                .map(Criterion::signal)
                .toList();
        Map<Signal, String> reasons = new LinkedHashMap<>();
        Drafting.included(match, MOST)
                .filter(suggestion -> wanted.contains(suggestion.signal().id()))
                .forEach(suggestion -> reasons.put(suggestion.signal(), suggestion.reason()));
        wanted.stream()
                .flatMap(id -> taxonomy.find(id).stream())
                .limit(MOST)
                .filter(signal -> reasons.size() < MOST)
                .forEach(signal -> reasons.putIfAbsent(signal, wording.known()));
        return reasons;
    }

    static Part.Proposal proposal(
            Map<Signal, String> reasons, Map<String, Long> reach, Rule draft, Estimate size, Match match, Wish wish) {
        List<SuggestedSignal> signals = reasons.entrySet().stream()
                .map(entry -> suggested(entry.getKey(), entry.getValue(), reach))
                .toList();
        Suggestions.State state = draft.isEmpty()
                ? Suggestions.State.NEEDS_CLARIFICATION
                : wish == Wish.CONFIRM ? Suggestions.State.CONFIRMED : Suggestions.State.BUILDING;
        return new Part.Proposal(new Suggestions(signals, size.count(), confidence(draft, match), state), draft);
    }

    static SuggestedSignal suggested(Signal signal, String reason, Map<String, Long> reach) {
        return new SuggestedSignal(
                signal.id(),
                signal.name(),
                signal.name(),
                signal.type().wireName(),
                signal.path(),
                reason,
                reach.getOrDefault(signal.id(), 0L));
    }

    private static Suggestions.Confidence confidence(Rule draft, Match match) {
        double least = match.phrases().stream()
                .map(phrase -> phrase.suggestions().get(0))
                .mapToDouble(Suggestion::confidence)
                .min()
                .orElse(draft.isEmpty() ? 0 : 1);
        return least >= SURE
                ? Suggestions.Confidence.HIGH
                : least >= LIKELY ? Suggestions.Confidence.MEDIUM : Suggestions.Confidence.LOW;
    }
}
