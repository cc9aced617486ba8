package dev.earshot.chat.agent.draft;

import dev.earshot.audience.Rule;
import dev.earshot.matching.MatchResult;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A draft with only a part of it left, or with what it was compared with in its place. */
record DraftSelection(TaxonomyIndex taxonomy, Rule draft) {
    /**
     * The draft with only what is meant or named by its places.
     *
     * @return empty if that is not a part of the draft
     */
    Optional<Rule> only(MatchResult meant, List<Integer> places) {
        if (!places.isEmpty()) {
            return Optional.of(DraftParts.only(draft, places));
        }
        DraftTargets targets = new DraftTargets(taxonomy, draft);
        return Optional.of(meant)
                .filter(match -> !match.isEmpty() && targets.wantsAll(match))
                .map(targets::only);
    }

    /** What the draft was compared with, if that is what is meant. */
    Optional<Rule> compared(MatchResult meant, Rule compared) {
        Set<String> ids = DraftTargets.ids(meant);
        return Optional.ofNullable(compared)
                .filter(other -> other.signals().anyMatch(ids::contains))
                .map(other -> new Rule(other.all(), draft.none()));
    }
}
