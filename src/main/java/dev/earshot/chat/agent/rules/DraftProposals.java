package dev.earshot.chat.agent.rules;

import dev.earshot.audience.Rule;
import dev.earshot.audience.sizing.AudienceSizer;
import dev.earshot.audience.sizing.Estimate;
import dev.earshot.chat.agent.AgentRequest;
import dev.earshot.chat.agent.ReplyPart;
import dev.earshot.chat.agent.draft.DraftCommand;
import dev.earshot.chat.agent.draft.DraftEditor;
import dev.earshot.matching.MatchResult;
import dev.earshot.matching.words.Language;
import dev.earshot.signal.SignalBitmaps;
import dev.earshot.signal.SignalReach;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.TaxonomyIndex;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is proposed with a draft: its new signals with reasons and reach, and its size. */
@Singleton
class DraftProposals {
    private final SignalReach reach;
    private final AudienceSizer estimates;
    private final SignalBitmaps bits;

    DraftProposals(SignalReach reach, AudienceSizer estimates, SignalBitmaps bits) {
        this.bits = bits;
        this.reach = reach;
        this.estimates = estimates;
    }

    record Made(ReplyPart.Proposal proposal, Estimate size) {}

    /** The draft as it stands, as far as the taxonomy still knows it. */
    Uni<Made> unchanged(AgentRequest request, TaxonomyIndex index, Language language) {
        return of(request, index, DraftEditor.known(request.draft(), index), language);
    }

    /** A draft that no words of the prompt explain. */
    Uni<Made> of(AgentRequest request, TaxonomyIndex index, Rule draft, Language language) {
        return of(request, index, draft, new MatchResult(language, List.of()), language);
    }

    /**
     * Only what the draft did not hold before is proposed. Reach and size are asked for at once, of the same bits: a
     * planner waits for the first word meanwhile.
     */
    Uni<Made> of(AgentRequest request, TaxonomyIndex index, Rule draft, MatchResult match, Language language) {
        List<String> before = request.draft().signals().toList();
        Map<Signal, String> reasons = new LinkedHashMap<>(SignalProposals.reasons(index, draft, match, language));
        reasons.keySet().removeIf(signal -> before.contains(signal.id()));
        reasons.replaceAll((signal, reason) -> PromptReading.reason(signal, reason, match, language));
        DraftCommand command = draft.equals(request.draft()) ? DraftCommand.CONFIRM : DraftCommand.ADD;
        List<String> proposed = reasons.keySet().stream().map(Signal::id).toList();
        return bits.upToDate()
                .chain(() -> Uni.combine()
                        .all()
                        .unis(reach.count(proposed, index), estimates.count(draft, index))
                        .with((counts, size) -> new Made(
                                SignalProposals.proposal(reasons, counts, draft, size, match, command, language),
                                size)));
    }
}
