package dev.earshot.audience.sizing;

import static dev.earshot.signal.SignalBitmaps.block;

import dev.earshot.audience.SequenceCriterion.Happening;
import dev.earshot.signal.EventPacks;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The statements that read packed events. What is asked for are events with conditions on their properties, each since
 * a moment; the answer has the number that it has in the list.
 */
final class PackSql {
    /** Rows of {@code number} and {@code ids}: the details that have the properties, for those that have conditions. */
    private static final String DETAILS =
            "select %d as number, coalesce(array_agg(id), '{}') as ids from event_detail d where true%s";

    /**
     * Rows of {@code numbers}, {@code block}, {@code day}, {@code times}, {@code details}, {@code prices}; all of one
     * block after another. Packs are checked for properties by whoever reads them; events that are not packed are
     * checked here, and have no details. What is sorted are places of packs, not the packs.
     */
    private static final String PACKS = """
            select numbers, block, day, times, details, prices from (
              select asked.numbers, p.block, (p.start - date '1970-01-01') / %1$d * %1$d, p.times,
                case when asked.detailed then p.details end, case when asked.detailed then p.prices end
              from (values %2$s) as asked(numbers, event, days, after, detailed)
              join event_pack p on p.event = asked.event and p.days = asked.days and p.start > asked.after
                and p.block >= %3$s and p.block < %4$s
              union all
              select array[number], %5$s, day, string_agg(%6$s, ''::bytea), null, null
              from (%7$s) as unpacked(number, customer, day, at) where %5$s >= %3$s and %5$s < %4$s group by 1, 2, 3
            ) as read(numbers, block, day, times, details, prices) order by block""";

    private static final String UNPACKED = """
            select %d, u.number, ((u.at at time zone 'UTC')::date - date '1970-01-01') / %d * %d, u.at
            from event_unpacked u where %s""";

    private PackSql() {}

    /**
     * @param asked events, and since when
     * @param blocks those that are needed
     */
    static String packs(Map<Happening, Instant> asked, SqlParameters parameters, BlockRange blocks) {
        EventSql events = new EventSql(parameters, Instant.EPOCH);
        Map<String, List<Integer>> numbers = new HashMap<>();
        Map<String, Instant> since = new HashMap<>();
        Map<String, Boolean> detailed = new HashMap<>();
        List<String> unpacked = new ArrayList<>();
        asked.forEach((what, begin) -> {
            int number = unpacked.size();
            numbers.computeIfAbsent(what.event(), e -> new ArrayList<>()).add(number);
            since.merge(what.event(), begin, (one, other) -> one.isBefore(other) ? one : other);
            detailed.merge(what.event(), !what.where().isEmpty(), Boolean::logicalOr);
            unpacked.add(UNPACKED.formatted(
                    number,
                    EventPacks.DAYS,
                    EventPacks.DAYS,
                    events.since("u", what.event(), begin) + events.where("u", what.where())));
        });
        List<String> packed = new ArrayList<>();
        numbers.forEach((event, its) -> {
            LocalDate day = since.get(event).atOffset(ZoneOffset.UTC).toLocalDate();
            for (int days : List.of(1, EventPacks.DAYS)) {
                packed.add("(%s, %s, %d, %s::date, %s)"
                        .formatted(
                                parameters.integers(its.toArray(Integer[]::new)),
                                parameters.text(event),
                                days,
                                parameters.text(day.minusDays(days).toString()),
                                detailed.get(event)));
            }
        });
        return PACKS.formatted(
                EventPacks.DAYS,
                String.join(", ", packed),
                parameters.integer(blocks.begin()),
                parameters.integer(blocks.end()),
                block("customer"),
                EventPacks.time("customer", "at"),
                String.join("\nunion all ", unpacked));
    }

    /** Absent if no event has conditions. */
    static String details(Iterable<Happening> asked, SqlParameters parameters) {
        EventSql events = new EventSql(parameters, Instant.EPOCH);
        List<String> parts = new ArrayList<>();
        int number = 0;
        for (Happening what : asked) {
            if (!what.where().isEmpty()) {
                parts.add(DETAILS.formatted(number, events.details("d", what.where())));
            }
            number++;
        }
        return String.join("\nunion all ", parts);
    }
}
