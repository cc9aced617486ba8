package dev.earshot.chat.agent.model;

import dev.earshot.audience.sizing.AudienceSizer;
import dev.earshot.chat.SuggestedSignal;
import dev.earshot.chat.Suggestions;
import dev.earshot.chat.agent.ReplyPart;
import dev.earshot.chat.agent.rules.SignalProposals;
import dev.earshot.matching.words.Language;
import dev.earshot.signal.SignalReach;
import dev.earshot.taxonomy.TaxonomyIndex;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** What a model's draft is shown as: by our own numbers and names, whatever the model said of them. */
@Singleton
class ModelProposals {
    private final SignalReach reach;
    private final AudienceSizer estimates;

    ModelProposals(SignalReach reach, AudienceSizer estimates) {
        this.reach = reach;
        this.estimates = estimates;
    }

    /** @param unused words of the prompt that no signal stands for */
    Uni<ReplyPart.Proposal> of(ModelDraft draft, TaxonomyIndex taxonomy, List<String> unused) {
        List<String> wanted = draft.wanted().toList();
        return reach.of(wanted)
                .chain(counts -> estimates.of(draft.rule()).map(size -> {
                    List<SuggestedSignal> signals = wanted.stream()
                            .flatMap(id -> taxonomy.find(id).stream())
                            .map(signal ->
                                    SignalProposals.suggested(signal, draft.reason(signal.id()), counts, Language.EN))
                            .toList();
                    return new ReplyPart.Proposal(
                            new Suggestions(signals, size.count(), confidence(draft), state(draft)),
                            draft.rule(),
                            unused);
                }));
    }

    private static Suggestions.Confidence confidence(ModelDraft draft) {
        return draft.isProposed() ? Suggestions.Confidence.MEDIUM : Suggestions.Confidence.LOW;
    }

    private static Suggestions.State state(ModelDraft draft) {
        return draft.rule().isEmpty() ? Suggestions.State.NEEDS_CLARIFICATION : Suggestions.State.BUILDING;
    }
}
