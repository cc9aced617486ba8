package dev.earshot.chat.agent.rules;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.audience.sizing.Estimate;
import dev.earshot.chat.SuggestedSignal;
import dev.earshot.chat.Suggestions;
import dev.earshot.chat.agent.ReplyPart;
import dev.earshot.chat.agent.answer.ReplyTexts;
import dev.earshot.chat.agent.draft.DraftCommand;
import dev.earshot.chat.agent.draft.DraftEditor;
import dev.earshot.matching.MatchResult;
import dev.earshot.matching.SignalSuggestion;
import dev.earshot.matching.words.Language;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalLabels;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The signals of a draft as they are shown: those that the prompt brought first, with the words that brought them. */
public final class SignalProposals {
    public static final int MOST = 8;
    private static final double SURE = 0.8;
    private static final double LIKELY = 0.5;

    private SignalProposals() {}

    /** The signals of the draft, at most eight, each with the reason for it. */
    static Map<Signal, String> reasons(TaxonomyIndex taxonomy, Rule draft, MatchResult match, Language language) {
        List<String> wanted = draft.all().stream()
                .flatMap(group -> group.any().stream())
                .map(Criterion::signal)
                .toList();
        Map<Signal, String> reasons = new LinkedHashMap<>();
        DraftEditor.included(match, MOST)
                .filter(suggestion -> wanted.contains(suggestion.signal().id()))
                .forEach(suggestion -> reasons.put(suggestion.signal(), suggestion.reason()));
        wanted.stream()
                .flatMap(id -> taxonomy.find(id).stream())
                .limit(MOST)
                .filter(signal -> reasons.size() < MOST)
                .forEach(signal ->
                        reasons.putIfAbsent(signal, ReplyTexts.in(language).text("draft.known")));
        return reasons;
    }

    static ReplyPart.Proposal proposal(
            Map<Signal, String> reasons,
            Map<String, Long> reach,
            Rule draft,
            Estimate size,
            MatchResult match,
            DraftCommand command,
            Language language) {
        List<SuggestedSignal> signals = reasons.entrySet().stream()
                .map(entry -> suggested(entry.getKey(), entry.getValue(), reach, language))
                .toList();
        Suggestions.State state = draft.isEmpty()
                ? Suggestions.State.NEEDS_CLARIFICATION
                : command == DraftCommand.CONFIRM ? Suggestions.State.CONFIRMED : Suggestions.State.BUILDING;
        return new ReplyPart.Proposal(
                new Suggestions(signals, size.count(), confidence(draft, match), state), draft, match.unused());
    }

    public static SuggestedSignal suggested(Signal signal, String reason, Map<String, Long> reach, Language language) {
        return new SuggestedSignal(
                signal.id(),
                signal.name(),
                SignalLabels.of(signal.name(), language.suffix()),
                signal.type().wireName(),
                signal.path(),
                reason,
                reach.getOrDefault(signal.id(), 0L));
    }

    private static Suggestions.Confidence confidence(Rule draft, MatchResult match) {
        double least = match.phrases().stream()
                .map(phrase -> phrase.suggestions().get(0))
                .mapToDouble(SignalSuggestion::confidence)
                .min()
                .orElse(draft.isEmpty() ? 0 : 1);
        return least >= SURE
                ? Suggestions.Confidence.HIGH
                : least >= LIKELY ? Suggestions.Confidence.MEDIUM : Suggestions.Confidence.LOW;
    }
}
