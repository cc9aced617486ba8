package dev.earshot.chat.agent.draft;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.chat.agent.act.ActKind;
import dev.earshot.matching.MatchResult;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalType;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the latest change did to a draft, so that "and the first" can do likewise. */
record LatestChange(TaxonomyIndex taxonomy, Rule before, Rule after) {
    /**
     * What "and …" does after it.
     *
     * @param meant what is meant by it
     * @param placed whether it is named by its place in the draft
     */
    ActKind likewise(MatchResult meant, boolean placed) {
        if (removed() && (placed || !meant.isEmpty() && new DraftTargets(taxonomy, after).wantsAll(meant))) {
            return ActKind.DROP;
        }
        return excluded(meant) ? ActKind.EXCLUDE : ActKind.ADD;
    }

    /** Whether it took something away and brought nothing. */
    private boolean removed() {
        Set<String> old = before.signals().collect(Collectors.toSet());
        Set<String> now = after.signals().collect(Collectors.toSet());
        return old.size() > now.size() && old.containsAll(now);
    }

    /** Whether it left out people of the kind that is meant now: "and students", after "no renters". */
    private boolean excluded(MatchResult meant) {
        List<Criterion> fresh = after.none().stream()
                .filter(criterion -> !before.none().contains(criterion))
                .toList();
        Set<SignalType> kinds = types(fresh.stream().map(Criterion::signal));
        return !fresh.isEmpty()
                && before.all().equals(after.all())
                && !meant.isEmpty()
                && kinds.containsAll(types(DraftTargets.ids(meant).stream()))
                && !new DraftTargets(taxonomy, after).wants(meant);
    }

    private Set<SignalType> types(Stream<String> ids) {
        return ids.flatMap(id -> taxonomy.find(id).stream())
                .map((Signal signal) -> DraftTargets.type(signal))
                .collect(Collectors.toSet());
    }
}
