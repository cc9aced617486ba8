package dev.earshot.audience.sizing;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.signal.SignalBitmaps;
import dev.earshot.taxonomy.TaxonomyIndex;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A rule in SQL over bits. Every criterion has a slot, {@code s0}, {@code s1}, …; a rule is an expression over slots,
 * so that rules with the same criteria share one reading of the bits.
 *
 * <p>A criterion that asks how recently or how often is not in the stored bits: its bits are made from the rows.
 */
final class RuleSql {
    private static final String STORED = """
            select slot, block, members from unnest($1::int[], $2::text[]) as asked(slot, signal_id)
            join signal_bits using (signal_id)""";

    private static final String DETAILED = """
            union all
            select slot, %s, %s from (
              select slot, number
              from unnest($3::int[], $4::text[], $5::timestamptz[], $6::int[]) as asked(slot, signal_id, since,
                at_least)
              join customer_signal shown using (signal_id)
              join customer_number using (customer_id)
              where last_seen >= since group by slot, number, at_least having sum(count) >= at_least) as counted
            group by 1, 2""".formatted(SignalBitmaps.block("number"), SignalBitmaps.bits("number"));

    private final List<Criterion> criteria;
    private final TaxonomyIndex taxonomy;
    private final Instant now;

    /** @param now when it is asked, which is what {@code within} counts back from */
    RuleSql(Rule rule, TaxonomyIndex taxonomy, Instant now) {
        this.criteria = rule.criteria().distinct().toList();
        this.taxonomy = taxonomy;
        this.now = now;
    }

    /** The parameters of {@link #blocks()}; more may be added. */
    Tuple values() {
        List<Integer> slots = new ArrayList<>(List.of(criteria.size()));
        List<String> signals = new ArrayList<>(List.of(SignalBitmaps.ANY));
        List<Integer> detailedSlots = new ArrayList<>();
        List<String> detailedSignals = new ArrayList<>();
        List<OffsetDateTime> since = new ArrayList<>();
        List<Integer> atLeast = new ArrayList<>();
        for (int slot = 0; slot < criteria.size(); slot++) {
            Criterion criterion = criteria.get(slot);
            for (String signal : taxonomy.family(criterion.signal())) {
                (criterion.isPlain() ? slots : detailedSlots).add(slot);
                (criterion.isPlain() ? signals : detailedSignals).add(signal);
                if (!criterion.isPlain()) {
                    since.add(criterion.since(now).atOffset(ZoneOffset.UTC));
                    atLeast.add(criterion.atLeast());
                }
            }
        }
        Tuple values = Tuple.of(slots.toArray(Integer[]::new), signals.toArray(String[]::new));
        return isPlain()
                ? values
                : values.addArrayOfInteger(detailedSlots.toArray(Integer[]::new))
                        .addArrayOfString(detailedSignals.toArray(String[]::new))
                        .addArrayOfOffsetDateTime(since.toArray(OffsetDateTime[]::new))
                        .addArrayOfInteger(atLeast.toArray(Integer[]::new));
    }

    /** The number of the first parameter that is free. */
    int nextParameter() {
        return isPlain() ? 3 : 7;
    }

    private boolean isPlain() {
        return criteria.stream().allMatch(Criterion::isPlain);
    }

    /** A query of one row a block: {@code block}, the bits of every slot, and those of everybody. */
    String blocks() {
        String slots = IntStream.rangeClosed(0, criteria.size())
                .mapToObj(slot -> "coalesce(bit_or(members) filter (where slot = %d), %s) as s%d"
                        .formatted(slot, SignalBitmaps.NOBODY, slot))
                .collect(Collectors.joining(",\n  "));
        return "select block,\n  " + slots + "\nfrom (" + STORED + (isPlain() ? "" : "\n" + DETAILED)
                + ") as bits group by block";
    }

    /** The bits of everybody who showed any signal. */
    String everybody() {
        return "s" + criteria.size();
    }

    /** The bits of a rule's members. Its criteria are among those of the rule that this was made of. */
    String members(Rule rule) {
        if (rule.isEmpty()) {
            return SignalBitmaps.NOBODY;
        }
        String wanted =
                rule.all().stream().map(group -> " & " + any(group.any())).collect(Collectors.joining());
        String excluded = rule.none().isEmpty() ? "" : " & ~" + any(rule.none());
        return "(" + everybody() + wanted + excluded + ")";
    }

    /** The bits of those who fulfil any of the criteria. */
    String any(List<Criterion> some) {
        return some.isEmpty()
                ? SignalBitmaps.NOBODY
                : some.stream().map(one -> "s" + criteria.indexOf(one)).collect(Collectors.joining(" | ", "(", ")"));
    }
}
