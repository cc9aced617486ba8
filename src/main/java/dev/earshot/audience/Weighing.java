package dev.earshot.audience;

import dev.earshot.signal.TaxonomyIndex;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Holds what one customer showed against rules: the same meaning as {@link RuleBits}, for one customer and with reasons. */
final class Weighing {
    private final Map<String, Row> shown;
    private final TaxonomyIndex taxonomy;
    private final Instant now;

    /** @param shown rows of what the customer showed, by signal */
    Weighing(Map<String, Row> shown, TaxonomyIndex taxonomy, Instant now) {
        this.shown = shown;
        this.taxonomy = taxonomy;
        this.now = now;
    }

    Evidence evidence(Rule rule) {
        List<Evidence.OfGroup> groups = rule.all().stream()
                .map(group -> fulfilling(group.any()))
                .map(found -> new Evidence.OfGroup(!found.isEmpty(), found))
                .toList();
        List<Evidence.Shown> excludedBy = fulfilling(rule.none());
        boolean member = !shown.isEmpty()
                && !rule.isEmpty()
                && excludedBy.isEmpty()
                && groups.stream().allMatch(Evidence.OfGroup::fulfilled);
        return new Evidence(member, groups, excludedBy);
    }

    private List<Evidence.Shown> fulfilling(List<Criterion> criteria) {
        return criteria.stream()
                .flatMap(criterion -> fulfilling(criterion).stream())
                .toList();
    }

    private List<Evidence.Shown> fulfilling(Criterion criterion) {
        List<Evidence.Shown> recent = taxonomy.family(criterion.signal()).stream()
                .filter(shown::containsKey)
                .map(signal -> of(criterion, shown.get(signal)))
                .filter(one -> !one.lastSeen().isBefore(criterion.since(now)))
                .toList();
        long count = recent.stream().mapToLong(Evidence.Shown::count).sum();
        return count >= criterion.atLeast() ? recent : List.of();
    }

    private static Evidence.Shown of(Criterion criterion, Row row) {
        return new Evidence.Shown(
                row.getString("signal_id"),
                criterion.signal(),
                row.getInteger("count"),
                row.getOffsetDateTime("first_seen").toInstant(),
                row.getOffsetDateTime("last_seen").toInstant(),
                row.getString("source"));
    }
}
