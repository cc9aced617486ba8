package dev.earshot.audience.sizing;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.EventCriterion;
import dev.earshot.audience.Rule;
import dev.earshot.audience.SequenceCriterion;
import dev.earshot.audience.SignalCriterion;
import dev.earshot.signal.SignalBitmaps;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A rule in SQL over bits. Every criterion has a slot, {@code s0}, {@code s1}, …; a rule is an expression over slots,
 * so that rules with the same criteria share one reading of the bits.
 *
 * <p>Signals shown once at any time, and events caused once since a moment, are in the stored bits; of an event's first
 * day, which is not whole, the rows are read. All other criteria's bits are made from rows.
 */
final class RuleSql {
    private static final String STORED = """
            select slot, block, members from unnest(%s, %s) as asked(slot, signal_id)
            join signal_bits using (signal_id)""";

    /** Months that are whole, and the days before the first of them that has any. */
    private static final String MONTHS = """
            select %1$d, block, members from event_bits where event = %2$s and span = 'M' and start >= %3$s::date""";

    private static final String DAYS = """
            select %1$d, block, members from event_bits where event = %2$s and span = 'D' and start >= %3$s::date
              and start < coalesce(
                (select min(start) from event_bits where event = %2$s and span = 'M' and start >= %4$s::date),
                'infinity')""";

    private static final String SHOWN = """
            select slot, number
            from unnest(%s, %s, %s, %s) as asked(slot, signal_id, since, at_least)
            join customer_signal shown using (signal_id)
            join customer_number using (customer_id)
            where last_seen >= since group by slot, number, at_least having sum(count) >= at_least""";

    /**
     * Bits of numbers: first words of 64 bits, because a block is too large to be copied for each customer; then the
     * words of a block behind one another. The first customer of a block is its first bit, which is a word's highest.
     */
    private static final String MADE = """
            select slot, block, ('x' || encode(string_agg(int8send(coalesce(bits, 0)), ''::bytea order by word), 'hex'))
              ::bit(%1$d)
            from (select distinct slot, number / %1$d as block from numbers) as blocks
            cross join lateral generate_series(block * %2$d, block * %2$d + %2$d - 1) as word
            left join (
              select slot, number / 64 as word, bit_or(1::bigint << (63 - number %% 64)) as bits from numbers
              group by 1, 2) as words using (slot, word)
            group by slot, block""".formatted(SignalBitmaps.BLOCK, SignalBitmaps.BLOCK / 64);

    private final List<Criterion> criteria;
    private final TaxonomyIndex taxonomy;
    private final Instant now;
    private final SqlParameters parameters = new SqlParameters();
    private final EventSql events;
    private final String blocks;

    /** @param now when it is asked, which is what {@code within} counts back from */
    RuleSql(Rule rule, TaxonomyIndex taxonomy, Instant now) {
        this.criteria = rule.criteria().distinct().toList();
        this.taxonomy = taxonomy;
        this.now = now;
        this.events = new EventSql(parameters, now);
        this.blocks = read();
    }

    /** The parameters of {@link #blocks()}; more may be added. */
    SqlParameters parameters() {
        return parameters;
    }

    /** A query of one row a block: {@code block}, the bits of every slot, and those of everybody. */
    String blocks() {
        return blocks;
    }

    private String read() {
        List<String> bits = new ArrayList<>(List.of(stored()));
        List<String> numbers = new ArrayList<>();
        shown(numbers);
        for (int slot = 0; slot < criteria.size(); slot++) {
            Criterion criterion = criteria.get(slot);
            if (criterion instanceof EventCriterion event) {
                caused(slot, event, bits, numbers);
            } else if (criterion instanceof SequenceCriterion sequence) {
                numbers.add("select distinct %d, e.number from customer_event e where %s"
                        .formatted(slot, events.begins("e", sequence)));
            }
        }
        String made = "";
        if (!numbers.isEmpty()) {
            made = "with numbers(slot, number) as (\n" + String.join("\nunion all ", numbers) + ")\n";
            bits.add(MADE);
        }
        String slots = IntStream.rangeClosed(0, criteria.size())
                .mapToObj(slot -> "coalesce(bit_or(members) filter (where slot = %d), %s) as s%d"
                        .formatted(slot, SignalBitmaps.NOBODY, slot))
                .collect(Collectors.joining(",\n  "));
        return made + "select block,\n  " + slots + "\nfrom (" + String.join("\nunion all ", bits)
                + ") as bits(slot, block, members) group by block";
    }

    /** Signals shown once at any time, and everybody. */
    private String stored() {
        List<Integer> slots = new ArrayList<>(List.of(criteria.size()));
        List<String> signals = new ArrayList<>(List.of(SignalBitmaps.ANY));
        for (int slot = 0; slot < criteria.size(); slot++) {
            if (criteria.get(slot) instanceof SignalCriterion signal && signal.isPlain()) {
                for (String member : taxonomy.family(signal.signal())) {
                    slots.add(slot);
                    signals.add(member);
                }
            }
        }
        return STORED.formatted(
                parameters.integers(slots.toArray(Integer[]::new)), parameters.texts(signals.toArray(String[]::new)));
    }

    /** Signals with a time or a frequency. */
    private void shown(List<String> numbers) {
        List<Integer> slots = new ArrayList<>();
        List<String> signals = new ArrayList<>();
        List<Instant> since = new ArrayList<>();
        List<Integer> atLeast = new ArrayList<>();
        for (int slot = 0; slot < criteria.size(); slot++) {
            if (criteria.get(slot) instanceof SignalCriterion signal && !signal.isPlain()) {
                for (String member : taxonomy.family(signal.signal())) {
                    slots.add(slot);
                    signals.add(member);
                    since.add(signal.since(now));
                    atLeast.add(signal.atLeast());
                }
            }
        }
        if (!slots.isEmpty()) {
            numbers.add(SHOWN.formatted(
                    parameters.integers(slots.toArray(Integer[]::new)),
                    parameters.texts(signals.toArray(String[]::new)),
                    parameters.moments(since.toArray(Instant[]::new)),
                    parameters.integers(atLeast.toArray(Integer[]::new))));
        }
    }

    private void caused(int slot, EventCriterion event, List<String> bits, List<String> numbers) {
        if (event.atLeast() > 1 || !event.where().isEmpty()) {
            numbers.add("select %d, e.number from customer_event e where %s group by e.number having count(*) >= %s"
                    .formatted(slot, events.counts("e", event), parameters.integer(event.atLeast())));
            return;
        }
        String firstDay = "-infinity";
        String firstMonth = "-infinity";
        if (!event.within().equals(Criterion.EVER)) {
            Instant since = event.since(now);
            LocalDate day = since.atOffset(ZoneOffset.UTC).toLocalDate().plusDays(1);
            LocalDate month = day.getDayOfMonth() == 1 ? day : day.plusMonths(1).withDayOfMonth(1);
            firstDay = day.toString();
            firstMonth = month.toString();
            numbers.add("select distinct %d, e.number from customer_event e where %s and e.at < %s"
                    .formatted(
                            slot,
                            events.since("e", event.event(), since),
                            parameters.moment(day.atStartOfDay(ZoneOffset.UTC).toInstant())));
        }
        String name = parameters.text(event.event());
        bits.add(MONTHS.formatted(slot, name, parameters.text(firstMonth)));
        bits.add(DAYS.formatted(slot, name, parameters.text(firstDay), parameters.text(firstMonth)));
    }

    /** The bits of everybody who showed any signal or caused any event. */
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

    /** The bits to count of those who fulfil any of the criteria: an event's may have numbers that have ended. */
    String count(List<Criterion> some) {
        return "(" + everybody() + " & " + any(some) + ")";
    }

    /** The bits of those who fulfil any of the criteria. */
    private String any(List<Criterion> some) {
        return some.isEmpty()
                ? SignalBitmaps.NOBODY
                : some.stream().map(one -> "s" + criteria.indexOf(one)).collect(Collectors.joining(" | ", "(", ")"));
    }
}
