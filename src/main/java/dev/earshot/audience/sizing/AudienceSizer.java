package dev.earshot.audience.sizing;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.audience.RuleWarning;
import dev.earshot.common.CallerContext;
import dev.earshot.postgres.Standby;
import dev.earshot.postgres.Standby.Use;
import dev.earshot.signal.SignalBitmaps;
import dev.earshot.taxonomy.SignalTaxonomy;
import dev.earshot.taxonomy.TaxonomyIndex;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** Counts customers by what they showed and did. */
@Singleton
public class AudienceSizer {
    private final Pool pool;
    private final SignalBitmaps bits;
    private final SignalTaxonomy taxonomy;
    private final InstantSource clock;

    public AudienceSizer(
            @Standby(Use.REQUESTS) Pool pool, SignalBitmaps bits, SignalTaxonomy taxonomy, InstantSource clock) {
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
        return read(rule, index)
                .chain(bits -> CallerContext.byWorker(() -> new Estimate(
                        bits.count(rule),
                        bits.universe(),
                        rule.signals()
                                .distinct()
                                .map(signal -> new Estimate.PerSignal(
                                        signal, bits.count(about(rule, signal)), bits.count(rule.without(signal))))
                                .toList(),
                        rule.criteria()
                                .distinct()
                                .map(criterion -> new Estimate.PerCriterion(
                                        criterion, bits.count(List.of(criterion)), bits.count(rule.without(criterion))))
                                .toList(),
                        RuleWarning.of(rule, index))));
    }

    private static List<Criterion> about(Rule rule, String signal) {
        return rule.criteria()
                .filter(criterion -> criterion.signal().equals(signal))
                .toList();
    }

    private Uni<RuleBits> read(Rule rule, TaxonomyIndex index) {
        return RuleBits.read(pool, rule, index, clock.instant(), BlockRange.ALL);
    }

    /** How large two audiences are, and how many customers are in both. */
    public Uni<Overlap> overlap(Rule one, Rule other) {
        return bits.upToDate().chain(taxonomy::index).chain(index -> overlap(one, other, index));
    }

    public Uni<Overlap> overlap(Rule one, Rule other, TaxonomyIndex index) {
        Rule both = new Rule(
                Stream.concat(one.all().stream(), other.all().stream()).toList(),
                Stream.concat(one.none().stream(), other.none().stream()).toList());
        return read(both, index)
                .chain(bits -> CallerContext.byWorker(
                        () -> new Overlap(bits.count(one), bits.count(other), bits.count(one, other))));
    }
}
