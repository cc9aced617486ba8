package dev.earshot.audience.sizing;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.taxonomy.TaxonomyIndex;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Compares one customer's signals with rules: the same meaning as {@link RuleSql}, for one customer and with reasons.
 */
final class MembershipEvaluator {
    private final Map<String, Row> shown;
    private final TaxonomyIndex taxonomy;
    private final Instant now;

    /** @param shown rows of what the customer showed, by signal */
    MembershipEvaluator(Map<String, Row> shown, TaxonomyIndex taxonomy, Instant now) {
        this.shown = shown;
        this.taxonomy = taxonomy;
        this.now = now;
    }

    MembershipEvidence evidence(Rule rule) {
        List<MembershipEvidence.OfGroup> groups = rule.all().stream()
                .map(group -> fulfilling(group.any()))
                .map(found -> new MembershipEvidence.OfGroup(!found.isEmpty(), found))
                .toList();
        List<MembershipEvidence.Shown> excludedBy = fulfilling(rule.none());
        boolean member = !shown.isEmpty()
                && !rule.isEmpty()
                && excludedBy.isEmpty()
                && groups.stream().allMatch(MembershipEvidence.OfGroup::fulfilled);
        return new MembershipEvidence(member, groups, excludedBy);
    }

    private List<MembershipEvidence.Shown> fulfilling(List<Criterion> criteria) {
        return criteria.stream()
                .flatMap(criterion -> fulfilling(criterion).stream())
                .toList();
    }

    private List<MembershipEvidence.Shown> fulfilling(Criterion criterion) {
        List<MembershipEvidence.Shown> recent = taxonomy.family(criterion.signal()).stream()
                .filter(shown::containsKey)
                .map(signal -> of(criterion, shown.get(signal)))
                .filter(one -> !one.lastSeen().isBefore(criterion.since(now)))
                .toList();
        long count = recent.stream().mapToLong(MembershipEvidence.Shown::count).sum();
        return count >= criterion.atLeast() ? recent : List.of();
    }

    private static MembershipEvidence.Shown of(Criterion criterion, Row row) {
        return new MembershipEvidence.Shown(
                row.getString("signal_id"),
                criterion.signal(),
                row.getInteger("count"),
                row.getOffsetDateTime("first_seen").toInstant(),
                row.getOffsetDateTime("last_seen").toInstant(),
                row.getString("source"));
    }
}
