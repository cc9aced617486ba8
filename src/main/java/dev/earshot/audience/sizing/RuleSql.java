package dev.earshot.audience.sizing;

import static dev.earshot.signal.EventBitmaps.MOST_TIMES;
import static dev.earshot.signal.EventBitmaps.SPANS;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.EventCriterion;
import dev.earshot.audience.SequenceCriterion;
import dev.earshot.audience.SignalCriterion;
import dev.earshot.signal.SignalBitmaps;
import dev.earshot.taxonomy.TaxonomyIndex;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statement that reads what {@link RuleBits} is made of. Every criterion has a slot, 0, 1, …; the last slot is
 * everybody. Its rows are {@code slot}, {@code block} and {@code bits}: the bits of a block of customers as Postgres
 * sends them or, without a block, the numbers of customers, four bytes each.
 *
 * <p>Signals shown at any time, and how often events were caused since a moment, are in the stored bits; signals shown
 * since a moment are in lists by the day. Of the first day, which is not whole, the rows are read. All other criteria's
 * customers are found by rows.
 */
final class RuleSql {
    private static final String STORED = """
            select slot, block, bit_send(members) from unnest(%s, %s) as asked(slot, signal_id)
            join signal_bits using (signal_id) where block >= %s and (block < %s or signal_id = '')""";

    private static final String SPANNED = """
            select %d, block, bit_send(members) from event_bits
            where event = %s and times in (%s) and days = %d and start >= %s::date and start < %s::date
              and block >= %s and block < %s""";

    /**
     * Whole days, and of the day before them those that showed it late enough. Without {@code offset}, Postgres would
     * join in another order and read all signals of each of those customers.
     */
    private static final String RECENTLY_SHOWN = """
            select %1$d, number from signal_day cross join unnest(numbers) as number
            where signal_id = any(%2$s) and day >= %3$s::date
            union all
            select %1$d, number from (
              select signal_id, number, customer_id from signal_day cross join unnest(numbers) as number
              join customer_number using (number) where signal_id = any(%2$s) and day = %3$s::date - 1 offset 0) as edge
            join customer_signal using (customer_id, signal_id) where last_seen >= %4$s""";

    private static final String OFTEN_SHOWN = """
            select %d, number from customer_signal join customer_number using (customer_id)
            where signal_id = any(%s) and last_seen >= %s group by number having sum(count) >= %s""";

    private static final String NUMBERS = """
            select slot, null::integer, string_agg(int4send(number), ''::bytea) from (%s) as found(slot, number)
            where number >= %s::bigint * %d and number < %s::bigint * %d group by slot""";

    private static final String ALWAYS = "-infinity";
    private static final String STILL = "infinity";

    private final List<Criterion> criteria;
    private final TaxonomyIndex taxonomy;
    private final Instant now;
    private final SqlParameters parameters = new SqlParameters();
    private final EventSql events;
    private final String begin;
    private final String end;
    private final String text;

    /**
     * @param now when it is asked, which is what {@code within} counts back from
     * @param blocks those that are needed; everybody's bits also of all blocks after them
     */
    RuleSql(List<Criterion> criteria, TaxonomyIndex taxonomy, Instant now, BlockRange blocks) {
        this.criteria = criteria;
        this.taxonomy = taxonomy;
        this.now = now;
        this.events = new EventSql(parameters, now);
        this.begin = parameters.integer(blocks.begin());
        this.end = parameters.integer(blocks.end());
        this.text = read();
    }

    /** How often the rows of a criterion's slot must have a customer. */
    static int times(Criterion criterion) {
        return criterion instanceof EventCriterion event && isStored(event) ? event.atLeast() : 1;
    }

    /** Whether a criterion is left to {@link PackBits}. */
    static boolean isPacked(Criterion criterion) {
        return !(criterion instanceof SignalCriterion)
                && !(criterion instanceof EventCriterion event && isStored(event))
                && PackBits.canTell(criterion);
    }

    private static boolean isStored(EventCriterion event) {
        return event.where().isEmpty() && event.atLeast() <= MOST_TIMES;
    }

    String text() {
        return text;
    }

    Tuple values() {
        return parameters.values();
    }

    private String read() {
        List<String> bits = new ArrayList<>(List.of(stored()));
        List<String> numbers = new ArrayList<>();
        for (int slot = 0; slot < criteria.size(); slot++) {
            Criterion criterion = criteria.get(slot);
            if (isPacked(criterion)) {
                continue;
            }
            if (criterion instanceof EventCriterion event) {
                caused(slot, event, bits, numbers);
            } else if (criterion instanceof SignalCriterion signal && !signal.isPlain()) {
                numbers.add(shown(slot, signal));
            } else if (criterion instanceof SequenceCriterion sequence) {
                numbers.add("select distinct %d, e.number from customer_event e where %s"
                        .formatted(slot, events.begins("e", sequence)));
            }
        }
        if (!numbers.isEmpty()) {
            bits.add(NUMBERS.formatted(
                    numbers.stream().collect(Collectors.joining(")\nunion all (", "(", ")")),
                    begin,
                    SignalBitmaps.BLOCK,
                    end,
                    SignalBitmaps.BLOCK));
        }
        return "select slot, block, bits from (" + String.join("\nunion all ", bits) + ") as read(slot, block, bits)";
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
                parameters.integers(slots.toArray(Integer[]::new)),
                parameters.texts(signals.toArray(String[]::new)),
                begin,
                end);
    }

    private String shown(int slot, SignalCriterion signal) {
        Instant since = signal.since(now);
        String family = parameters.texts(taxonomy.family(signal.signal()).toArray(String[]::new));
        return signal.atLeast() == 1
                ? RECENTLY_SHOWN.formatted(
                        slot, family, parameters.text(firstDay(since).toString()), parameters.moment(since))
                : OFTEN_SHOWN.formatted(slot, family, parameters.moment(since), parameters.integer(signal.atLeast()));
    }

    /** The first day that is all since then. */
    private static LocalDate firstDay(Instant since) {
        return since.atOffset(ZoneOffset.UTC).toLocalDate().plusDays(1);
    }

    private void caused(int slot, EventCriterion event, List<String> bits, List<String> numbers) {
        if (!isStored(event)) {
            numbers.add("select %d, e.number from customer_event e where %s group by e.number having count(*) >= %s"
                    .formatted(slot, events.counts("e", event), parameters.integer(event.atLeast())));
        } else if (event.within().equals(Criterion.EVER)) {
            bits.add(spanned(slot, event, SPANS.get(0), ALWAYS, STILL));
        } else {
            Instant since = event.since(now);
            LocalDate firstDay = firstDay(since);
            numbers.add("select %d, e.number from customer_event e where %s and e.at < %s"
                    .formatted(
                            slot,
                            events.since("e", event.event(), since),
                            parameters.moment(
                                    firstDay.atStartOfDay(ZoneOffset.UTC).toInstant())));
            String before = STILL;
            for (int days : SPANS) {
                String start = LocalDate.ofEpochDay(Math.floorDiv(firstDay.toEpochDay() + days - 1, days) * days)
                        .toString();
                bits.add(spanned(slot, event, days, start, before));
                before = start;
            }
        }
    }

    /** The bits of spans of one length that begin in a time. */
    private String spanned(int slot, EventCriterion event, int days, String start, String before) {
        return SPANNED.formatted(
                slot,
                parameters.text(event.event()),
                IntStream.rangeClosed(1, event.atLeast())
                        .mapToObj(String::valueOf)
                        .collect(Collectors.joining(", ")),
                days,
                parameters.text(start),
                parameters.text(before),
                begin,
                end);
    }
}
