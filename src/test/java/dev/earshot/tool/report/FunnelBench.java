package dev.earshot.tool.report;

import dev.earshot.testing.database.Explained;
import dev.earshot.testing.database.LargeDatabase;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the funnel costs in the database over a million sessions of ninety days, some of them open. Run by name only,
 * see docs/benchmarks.md.
 */
class FunnelBench {
    private static final int SESSIONS = Integer.getInteger("bench.sessions", 1_000_000);
    private static final int OPEN = Integer.getInteger("bench.open", 20_000);
    private static final OffsetDateTime LAST = OffsetDateTime.parse("2026-06-01T00:00:00Z");

    private final Pool pool =
            LargeDatabase.of("funnel_" + SESSIONS + "_" + OPEN, "select exists (select from session)", filling());

    @Test
    void periods() {
        Explained least = Explained.of(pool, "select id from session where id = $1", Tuple.of("s77"));
        System.out.printf(
                "%n%d sessions, %d of them open%n| funnel | ms | pages | rows"
                        + " | times a look-up by key |%n|---|---|---|---|---|%n",
                SESSIONS, OPEN);
        least.print("a look-up by key", least);
        measure("of the last hour", Duration.ofHours(1), Duration.ofMinutes(10), least);
        measure("of a day", Duration.ofDays(1), Duration.ofHours(1), least);
        measure("of 92 days", Duration.ofDays(92), Duration.ofDays(1), least);
    }

    private void measure(String what, Duration period, Duration step, Explained least) {
        Explained.of(pool, Funnel.COUNT, Tuple.of(LAST.minus(period), LAST, (double) step.toSeconds()))
                .print(what, least);
    }

    /** One in seven converts. Open ones began within the last half hour; the others have been counted. */
    private static List<String> filling() {
        return List.of(
                """
                insert into session (id, customer_id, anonymous, platform, status, source_event, started_at,
                  last_seen_at, queried, viewed, saved, converted, closed_at)
                select 's' || n, 'c' || n %% 100000, false, 'chatgpt',
                  case when n <= %2$d then 'OPEN' when n %% 7 = 0 then 'CONVERTED' else 'ABANDONED' end, '', at, at,
                  true, n %% 2 = 0, n %% 3 = 0, n %% 7 = 0, case when n > %2$d then at + interval '30 minutes' end
                from generate_series(1, %1$d) n cross join lateral (select timestamptz '%3$s'
                  - case when n <= %2$d then n * interval '30 minutes' / %2$d
                    else interval '30 minutes' + n * interval '90 days' / %1$d
                    end as at) t""".formatted(SESSIONS, OPEN, LAST), """
                insert into session_count
                select date_bin('10 minutes', started_at, 'epoch'), count(*), count(*) filter (where queried),
                  count(*) filter (where viewed), count(*) filter (where saved), count(*) filter (where converted)
                from session where status <> 'OPEN'
                group by 1""", "vacuum analyze session", "vacuum analyze session_count");
    }
}
