package dev.earshot.signal;

import static dev.earshot.signal.SignalBitmaps.BLOCK;
import static dev.earshot.signal.SignalBitmaps.block;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;

/**
 * The times of events, packed for reading many at once: table {@code event_pack} holds, for an event, a span of one or
 * eight days in UTC and a block of customer numbers, who caused it when, and with which properties. Each event is in
 * one pack, or still waits in {@code event_unpacked}.
 *
 * <p>Packing may begin late and end at any moment: a reader takes both tables in one snapshot. Like a bit, what is
 * packed of a removed customer's number stays, and counts for nothing.
 */
@Singleton
public class EventPacks {
    /** The days of the longest span. Spans begin at multiples of their length since 1970-01-01. */
    public static final int DAYS = 8;

    /** What one event takes of {@code times}: its customer's place in the block, and the time in microseconds. */
    public static final int TIME_BYTES = 7;

    /** The low bits of these, which are the time since the eight days began. */
    public static final int TIME_BITS = 40;

    /** Instead of a price in hundredths: the event has none. */
    public static final int NO_PRICE = Integer.MIN_VALUE;

    /** Instead of a price in hundredths: the event's detail has it, because it needs more places. */
    public static final int DETAILED_PRICE = Integer.MIN_VALUE + 1;

    /** As many are worth packing: each time rewrites the packs of the day, and readers read all that are not packed. */
    static final int STEP = 20_000;

    private static final long SPAN_MICROS = DAYS * 86_400_000_000L;

    private static final String ARE_MANY =
            "select count(*) = %1$d as many from (select from event_unpacked limit %1$d) as unpacked".formatted(STEP);

    /**
     * Events in the order of time; those of the same moment in any, but the same one in all three columns. What was
     * noted is among what has a key; a full join is never a nested loop.
     */
    private static final String PACK =
            """
            with taken as (
              delete from event_unpacked where ctid in (select ctid from event_unpacked limit %1$d)
              returning event, number, at, platform, category, category_path, price, currency),
            priced as (
              select event, number, at, (at at time zone 'UTC')::date as day, platform, category, category_path, currency,
                case when price is null then %2$d when whole then (price * 100)::int else %3$d end as hundredths,
                case when not whole then price end as price
              from taken cross join lateral (
                select price = trunc(price, 2) and abs(price) < 20000000) as exact(whole)),
            keyed as (
              select event, number, at, day, hundredths, platform, category, category_path, currency, price,
                sha256(convert_to(
                  jsonb_build_array(platform, category, category_path, currency, price)::text, 'UTF8')) as key
              from priced),
            noted as (
              insert into event_detail as d (key, platform, category, category_path, currency, price, used)
              select distinct on (key) key, platform, category, category_path, currency, price,
                (now() at time zone 'UTC')::date
              from keyed order by key
              on conflict (key) do update set used = excluded.used where d.used < excluded.used
              returning id, key),
            detailed as (
              select event, number, at, day, hundredths, coalesce(d.id, noted.id) as detail
              from keyed left join event_detail d using (key) full join noted using (key)),
            packed as (
              insert into event_pack as p (event, days, start, block, times, details, prices)
              select event, 1, day, %4$s,
                string_agg(%5$s, ''::bytea order by at, number, detail, hundredths),
                string_agg(int4send(detail), ''::bytea order by at, number, detail, hundredths),
                string_agg(int4send(hundredths), ''::bytea order by at, number, detail, hundredths)
              from detailed group by 1, 3, 4 order by 1, 3, 4
              on conflict (event, days, start, block) do update set times = p.times || excluded.times,
                details = p.details || excluded.details, prices = p.prices || excluded.prices)
            select count(*) as taken from taken""".formatted(STEP, NO_PRICE, DETAILED_PRICE, block("number"), time("number", "at"));

    /** The days of an event whose eight days are over, oldest first; events may still be added to these. */
    private static final String MERGE = """
            with over as (
              select event, start / %1$d * %1$d as first
              from (select event, start - date '1970-01-01' as start from event_pack
                where days = 1 and start < date '1970-01-01'
                  + ((now() at time zone 'UTC')::date - date '1970-01-01') / %1$d * %1$d
                order by start limit 1) as oldest),
            taken as (
              delete from event_pack p using over
              where p.days = 1 and p.event = over.event and p.start >= date '1970-01-01' + first
                and p.start < date '1970-01-01' + first + %1$d
              returning p.event, date '1970-01-01' + first as first, p.start, p.block, p.times, p.details, p.prices),
            merged as (
              insert into event_pack as p (event, days, start, block, times, details, prices)
              select event, %1$d, first, block, string_agg(times, ''::bytea order by start),
                string_agg(details, ''::bytea order by start), string_agg(prices, ''::bytea order by start)
              from taken group by event, first, block order by block
              on conflict (event, days, start, block) do update set times = p.times || excluded.times,
                details = p.details || excluded.details, prices = p.prices || excluded.prices)
            select count(*) as taken from taken""".formatted(DAYS);

    private final Pool pool;

    public EventPacks(Pool pool) {
        this.pool = pool;
    }

    /** SQL for what a pack's {@code times} hold of an event. */
    public static String time(String number, String at) {
        return "substring(int8send((%s %% %d)::bigint << %d | (extract(epoch from %s) * 1000000)::bigint %% %d) from 2)"
                .formatted(number, BLOCK, TIME_BITS, at, SPAN_MICROS);
    }

    @Scheduled(every = "${earshot.signal.count-every:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> packIfMany() {
        return pool.query(ARE_MANY)
                .execute()
                .chain(rows -> rows.iterator().next().getBoolean("many")
                        ? packNow()
                        : Uni.createFrom().voidItem());
    }

    /** Packs all events that wait. */
    public Uni<Void> packNow() {
        return all(PACK, STEP).chain(() -> all(MERGE, 1));
    }

    /** Runs a statement, a transaction each time, until it takes fewer than so many. */
    private Uni<Void> all(String statement, int most) {
        return Multi.createBy()
                .repeating()
                .uni(() -> pool.withTransaction(transaction -> step(transaction, statement)))
                .whilst(taken -> taken >= most)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** The lock is a separate statement, so that the next one sees what its last holder did. */
    private static Uni<Long> step(SqlConnection transaction, String statement) {
        return transaction
                .preparedQuery("select pg_advisory_xact_lock($1)")
                .execute(Tuple.of(SignalBitmaps.LOCK))
                .chain(() -> transaction.preparedQuery(statement).execute())
                .map(rows -> rows.iterator().next().getLong("taken"));
    }
}
