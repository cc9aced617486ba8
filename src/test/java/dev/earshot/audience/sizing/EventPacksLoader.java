package dev.earshot.audience.sizing;

import static dev.earshot.audience.sizing.EstimateBench.number;
import static dev.earshot.audience.sizing.EstimateBench.run;

import dev.earshot.signal.EventPacks;
import dev.earshot.signal.SignalBitmaps;
import io.vertx.mutiny.sqlclient.Pool;

/**
 * Packs many events in minutes: what {@link EventPacks} would have made of them, eight days at a time. All prices are
 * whole numbers.
 */
final class EventPacksLoader {
    private static final String DETAILS = """
            insert into event_detail (key, platform, category, category_path, currency, used)
            select
              sha256(convert_to(jsonb_build_array(platform, category, category_path, currency, null)::text, 'UTF8')),
              platform, category, category_path, currency, current_date
            from (select distinct platform, category, category_path, currency from customer_event) as distinct_ones""";

    private static final String EIGHT_DAYS = """
            insert into event_pack (event, days, start, block, times, details, prices)
            select event, %1$d, date '1970-01-01' + %2$d, %3$s,
              string_agg(%4$s, ''::bytea order by at, number, id, e.price),
              string_agg(int4send(id), ''::bytea order by at, number, id, e.price),
              string_agg(int4send((e.price * 100)::int), ''::bytea order by at, number, id, e.price)
            from customer_event e join event_detail d using (platform, category, category_path, currency)
            where at >= (date '1970-01-01' + %2$d)::timestamp at time zone 'UTC'
              and at < (date '1970-01-01' + %2$d + %1$d)::timestamp at time zone 'UTC'
            group by 1, 4 order by 4, 1""";

    private EventPacksLoader() {}

    static void load(Pool pool) {
        run(pool, "set work_mem = '1GB'");
        run(pool, DETAILS);
        run(pool, "analyze event_detail");
        long first = number(pool, "select min(at)::date - date '1970-01-01' from customer_event") - EventPacks.DAYS;
        long today = number(pool, "select current_date - date '1970-01-01'");
        for (long day = first / EventPacks.DAYS * EventPacks.DAYS; day <= today; day += EventPacks.DAYS) {
            run(
                    pool,
                    EIGHT_DAYS.formatted(
                            EventPacks.DAYS, day, SignalBitmaps.block("number"), EventPacks.time("number", "at")));
        }
        run(pool, "reset all");
        run(pool, "vacuum analyze event_pack");
    }
}
