package dev.earshot.audience.sizing;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.audience.RuleWarning;
import dev.earshot.signal.SignalBitmaps;
import dev.earshot.taxonomy.SignalTaxonomy;
import dev.earshot.taxonomy.TaxonomyIndex;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts customers by what they showed and did. */
@Singleton
public class AudienceSizer {
    private final Pool pool;
    private final SignalBitmaps bits;
    private final SignalTaxonomy taxonomy;
    private final InstantSource clock;

    public AudienceSizer(Pool pool, SignalBitmaps bits, SignalTaxonomy taxonomy, InstantSource clock) {
        this.pool = pool;
        this.bits = bits;
        this.taxonomy = taxonomy;
        this.clock = clock;
    }

    /** The size of an audience, and what each of its signals and criteria does to it. */
    public Uni<Estimate> of(Rule rule) {
        return bits.upToDate().chain(taxonomy::index).chain(index -> count(rule, index));
    }

    public Uni<Estimate> count(Rule rule, TaxonomyIndex index) {
        RuleSql slots = new RuleSql(rule, index, clock.instant());
        List<String> signals = rule.signals().distinct().toList();
        List<Criterion> criteria = rule.criteria().distinct().toList();
        List<String> counted = new ArrayList<>(List.of(slots.members(rule), slots.everybody()));
        for (String signal : signals) {
            counted.add(slots.count(rule.criteria()
                    .filter(criterion -> criterion.signal().equals(signal))
                    .toList()));
            counted.add(slots.members(rule.without(signal)));
        }
        for (Criterion criterion : criteria) {
            counted.add(slots.count(List.of(criterion)));
            counted.add(slots.members(rule.without(criterion)));
        }
        return counts(slots, counted)
                .map(counts -> estimate(counts.iterator(), signals, criteria, RuleWarning.of(rule, index)));
    }

    /** How large two audiences are, and how many customers are in both. */
    public Uni<Overlap> overlap(Rule one, Rule other) {
        return bits.upToDate().chain(taxonomy::index).chain(index -> overlap(one, other, index));
    }

    public Uni<Overlap> overlap(Rule one, Rule other, TaxonomyIndex index) {
        Rule both = new Rule(
                Stream.concat(one.all().stream(), other.all().stream()).toList(),
                Stream.concat(one.none().stream(), other.none().stream()).toList());
        RuleSql slots = new RuleSql(both, index, clock.instant());
        String first = slots.members(one);
        String second = slots.members(other);
        return counts(slots, List.of(first, second, "(" + first + " & " + second + ")"))
                .map(counts -> new Overlap(counts.get(0), counts.get(1), counts.get(2)));
    }

    /** The numbers of customers in these bits, in their order; bits that are asked for twice are counted once. */
    private Uni<List<Long>> counts(RuleSql slots, List<String> counted) {
        List<String> distinct = counted.stream().distinct().toList();
        String counts = distinct.stream()
                .map("coalesce(sum(bit_count(%s)), 0)::bigint"::formatted)
                .collect(Collectors.joining(",\n"));
        return pool.preparedQuery("select " + counts + " from (" + slots.blocks() + ") as blocks")
                .execute(slots.parameters().values())
                .map(rows -> rows.iterator().next())
                .map(row -> counted.stream()
                        .map(bits -> row.getLong(distinct.indexOf(bits)))
                        .toList());
    }

    private static Estimate estimate(
            Iterator<Long> counts, List<String> signals, List<Criterion> criteria, List<RuleWarning> warnings) {
        long count = counts.next();
        long universe = counts.next();
        List<Estimate.PerSignal> perSignal = signals.stream()
                .map(signal -> new Estimate.PerSignal(signal, counts.next(), counts.next()))
                .toList();
        List<Estimate.PerCriterion> perCriterion = criteria.stream()
                .map(criterion -> new Estimate.PerCriterion(criterion, counts.next(), counts.next()))
                .toList();
        return new Estimate(count, universe, perSignal, perCriterion, warnings);
    }
}
