package dev.earshot.signal;

import static dev.earshot.signal.SignalBitmaps.bits;
import static dev.earshot.signal.SignalBitmaps.block;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Events as bitmaps for counting: table {@code event_bits} holds, for an event, a span of days in UTC, a number of
 * times and a block of customer numbers, one bit per customer that caused it so many times in the span.
 *
 * <p>So each event is one bit of every span: that of its place among the customer's events of the span. How often a
 * customer caused it within several spans is the number of that customer's bits.
 *
 * <p>{@link SignalBitmaps} runs the statement, on one replica at a time.
 */
public final class EventBitmaps {
    /** The days of a span, longest first; each length is a multiple of the next. */
    public static final List<Integer> SPANS = List.of(64, 8, 1);

    /** The most times that are told apart in a span. */
    public static final int MOST_TIMES = 8;

    static final int STEP = 10_000;

    /**
     * Takes what calls appended to {@code event_change}, gives each customer a number, and writes the rows and their
     * bits. The statement doesn't see the rows that it stores, so that those it finds are the earlier ones. The
     * catalogue's item is read as it is now, a few seconds after the event; its path is taken over, because making one
     * takes fifteen microseconds. All taken rows have a number, so the full join finds what an inner one would. But it
     * is never a nested loop, which Postgres chooses after analyzing an empty table; ten thousand take minutes in one.
     */
    static final String TAKE = """
            with taken as (
              delete from event_change where ctid in (
                select ctid from event_change c
                where not exists (select from denial d where d.customer_id = c.customer_id) limit %4$d)
              returning customer_id, event, at, event_id, session_id, platform, parameters),
            %5$s,
            stored as (
              insert into customer_event (number, event, at, event_id, session_id, platform, item_id, category,
                category_path, price, currency, parameters)
              select number, event, at, event_id, session_id, platform, parameters ->> 'item_id', own.category,
                case when own.category is distinct from i.category then category_path(own.category)
                  else i.category_path end,
                coalesce(case jsonb_typeof(parameters -> 'price') when 'number'
                  then (parameters -> 'price')::numeric end, i.price),
                coalesce(parameters ->> 'currency', i.currency), parameters
              from taken full join numbered using (customer_id) left join item i on i.item_id = parameters ->> 'item_id'
              cross join lateral (
                select coalesce(parameters ->> 'category', parameters ->> 'item_type', i.category)) as own(category)
              order by at
              returning event, (at at time zone 'UTC')::date as day, number, at, platform, category, category_path,
                price, currency),
            unpacked as (
              insert into event_unpacked (event, number, at, platform, category, category_path, price, currency)
              select event, number, at, platform, category, category_path, price, currency from stored),
            spanned as (
              select event, days, start, number, count(*) as more
              from stored cross join unnest(array[%6$s]) as days
              cross join lateral (select date '1970-01-01' + (day - date '1970-01-01') / days * days) as span(start)
              group by 1, 2, 3, 4),
            placed as (
              select event, times, days, start, number
              from spanned s cross join lateral (
                select count(*) from (
                  select from customer_event e
                  where e.number = s.number and e.event = s.event and e.at >= s.start::timestamp at time zone 'UTC'
                    and e.at < (s.start + days)::timestamp at time zone 'UTC' limit %7$d) as known) as earlier(count)
              cross join lateral generate_series(earlier.count + 1, least(earlier.count + more, %7$d)) as times),
            counted as (
              insert into event_bits as b (event, times, days, start, block, members)
              select event, times, days, start, %1$s as block, %2$s from placed
              group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
              on conflict (event, times, days, start, block) do update set members = b.members | excluded.members
              where b.members | excluded.members <> b.members),
            present as (
              insert into signal_bits as b (signal_id, block, members)
              select '%3$s', %1$s as block, %2$s from fresh group by 2 order by 2
              on conflict (signal_id, block) do update set members = b.members | excluded.members)
            select count(*) as taken from taken""".formatted(
                    block("number"),
                    bits("number"),
                    SignalBitmaps.ANY,
                    STEP,
                    SignalBitmaps.NUMBERED.formatted("taken"),
                    SPANS.stream().map(String::valueOf).collect(Collectors.joining(", ")),
                    MOST_TIMES);

    private EventBitmaps() {}
}
