package dev.earshot.audience.sizing;

import dev.earshot.audience.Rule;
import dev.earshot.audience.RuleWarning;
import dev.earshot.signal.SignalBitmaps;
import dev.earshot.taxonomy.SignalTaxonomy;
import dev.earshot.taxonomy.TaxonomyIndex;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts customers by the signals that they showed. */
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

    /** The size of an audience, and what each of its signals does to it. */
    public Uni<Estimate> of(Rule rule) {
        return bits.upToDate().chain(taxonomy::index).chain(index -> count(rule, index));
    }

    public Uni<Estimate> count(Rule rule, TaxonomyIndex index) {
        RuleSql slots = new RuleSql(rule, index, clock.instant());
        List<String> signals = rule.signals().distinct().toList();
        List<String> counted = new ArrayList<>(List.of(slots.members(rule), slots.everybody()));
        for (String signal : signals) {
            counted.add(slots.any(rule.criteria()
                    .filter(criterion -> criterion.signal().equals(signal))
                    .toList()));
            counted.add(slots.members(rule.without(signal)));
        }
        return counts(slots, counted).map(row -> estimate(row, signals, RuleWarning.of(rule, index)));
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
                .map(row -> new Overlap(row.getLong(0), row.getLong(1), row.getLong(2)));
    }

    private Uni<Row> counts(RuleSql slots, List<String> counted) {
        String counts = counted.stream()
                .map("coalesce(sum(bit_count(%s)), 0)::bigint"::formatted)
                .collect(Collectors.joining(",\n"));
        return pool.preparedQuery("select " + counts + " from (" + slots.blocks() + ") as blocks")
                .execute(slots.values())
                .map(rows -> rows.iterator().next());
    }

    private static Estimate estimate(Row row, List<String> signals, List<RuleWarning> warnings) {
        List<Estimate.PerSignal> perSignal = new ArrayList<>();
        for (int at = 0; at < signals.size(); at++) {
            perSignal.add(new Estimate.PerSignal(signals.get(at), row.getLong(2 + 2 * at), row.getLong(3 + 2 * at)));
        }
        return new Estimate(row.getLong(0), row.getLong(1), perSignal, warnings);
    }
}
