package dev.earshot.audience.sizing;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.audience.SignalCriterion;
import dev.earshot.audience.sizing.MembershipEvidence.Caused;
import dev.earshot.audience.sizing.MembershipEvidence.Shown;
import dev.earshot.taxonomy.TaxonomyIndex;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Compares what one customer showed and did with rules: the same meaning as {@link RuleSql}, for one customer and with
 * reasons.
 */
final class MembershipEvaluator {
    private final Map<String, Row> shown;
    private final Map<Criterion, Caused> caused;
    private final boolean counted;
    private final TaxonomyIndex taxonomy;
    private final Instant now;

    /**
     * @param shown rows of what the customer showed, by signal
     * @param caused the events that fulfil a criterion, for those that are fulfilled
     * @param counted whether the customer is among all that are counted
     */
    MembershipEvaluator(
            Map<String, Row> shown,
            Map<Criterion, Caused> caused,
            boolean counted,
            TaxonomyIndex taxonomy,
            Instant now) {
        this.shown = shown;
        this.caused = caused;
        this.counted = counted;
        this.taxonomy = taxonomy;
        this.now = now;
    }

    MembershipEvidence evidence(Rule rule) {
        List<MembershipEvidence.OfGroup> groups =
                rule.all().stream().map(this::group).toList();
        List<Shown> excludedBy = shown(rule.none());
        List<Caused> excludedByEvents = caused(rule.none());
        boolean member = counted
                && !rule.isEmpty()
                && excludedBy.isEmpty()
                && excludedByEvents.isEmpty()
                && groups.stream().allMatch(MembershipEvidence.OfGroup::fulfilled);
        return new MembershipEvidence(member, groups, excludedBy, excludedByEvents);
    }

    private MembershipEvidence.OfGroup group(Rule.Group group) {
        List<Shown> signals = shown(group.any());
        List<Caused> events = caused(group.any());
        return new MembershipEvidence.OfGroup(!signals.isEmpty() || !events.isEmpty(), signals, events);
    }

    private List<Caused> caused(List<Criterion> criteria) {
        return criteria.stream()
                .flatMap(criterion -> Stream.ofNullable(caused.get(criterion)))
                .toList();
    }

    private List<Shown> shown(List<Criterion> criteria) {
        return criteria.stream()
                .flatMap(criterion ->
                        criterion instanceof SignalCriterion signal ? shown(signal).stream() : Stream.empty())
                .toList();
    }

    private List<Shown> shown(SignalCriterion criterion) {
        List<Shown> recent = taxonomy.family(criterion.signal()).stream()
                .filter(shown::containsKey)
                .map(signal -> of(criterion, shown.get(signal)))
                .filter(one -> !one.lastSeen().isBefore(criterion.since(now)))
                .toList();
        long count = recent.stream().mapToLong(Shown::count).sum();
        return count >= criterion.atLeast() ? recent : List.of();
    }

    private static Shown of(SignalCriterion criterion, Row row) {
        return new Shown(
                row.getString("signal_id"),
                criterion.signal(),
                row.getInteger("count"),
                row.getOffsetDateTime("first_seen").toInstant(),
                row.getOffsetDateTime("last_seen").toInstant(),
                row.getString("source"));
    }
}
