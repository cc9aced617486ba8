package dev.earshot.signal;

import static dev.earshot.signal.SignalBitmaps.bits;
import static dev.earshot.signal.SignalBitmaps.block;

/**
 * Events as bitmaps for counting: table {@code event_bits} holds, for an event, a day or month in UTC and a block of
 * customer numbers, one bit per customer that caused it.
 *
 * <p>{@link SignalBitmaps} runs the statement, on one replica at a time.
 */
final class EventBitmaps {
    static final int STEP = 10_000;

    /**
     * Takes what calls appended to {@code event_change}, gives each customer a number, and writes the rows and their
     * bits. The catalogue's item is read as it is now, a few seconds after the event; its path is taken over,
     * because making one takes fifteen microseconds.
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
              from taken join numbered using (customer_id) left join item i on i.item_id = parameters ->> 'item_id'
              cross join lateral (
                select coalesce(parameters ->> 'category', parameters ->> 'item_type', i.category)) as own(category)
              order by at
              returning event, (at at time zone 'UTC')::date as day, number),
            spanned as (
              select event, 'D'::"char" as span, day as start, number from stored
              union select event, 'M', date_trunc('month', day)::date, number from stored),
            counted as (
              insert into event_bits as b (event, span, start, block, members)
              select event, span, start, %1$s as block, %2$s from spanned group by 1, 2, 3, 4 order by 1, 2, 3, 4
              on conflict (event, span, start, block) do update set members = b.members | excluded.members
              where b.members | excluded.members <> b.members),
            present as (
              insert into signal_bits as b (signal_id, block, members)
              select '%3$s', %1$s as block, %2$s from fresh group by 2 order by 2
              on conflict (signal_id, block) do update set members = b.members | excluded.members)
            select count(*) as taken from taken""".formatted(
            block("number"), bits("number"), SignalBitmaps.ANY, STEP, SignalBitmaps.NUMBERED.formatted("taken"));

    private EventBitmaps() {}
}
