package dev.earshot.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Half an hour at 70 % of what it can take: what grows, and whether all adds up in the end; run by name only, see
 * docs/benchmarks.md.
 */
class SoakBench {
    private static final int MINUTES = Integer.getInteger("bench.minutes", 30);
    private static final int CONNECTIONS = 128;
    private static final double SHARE = 0.7;
    private static final String SIZE = "select pg_database_size(current_database())";
    private static final String PENDING = "select count(*) from delivery where status = 'PENDING'";

    @Test
    void nothing_grows_and_everything_adds_up() throws Exception {
        try (Stage stage = new Stage();
                Connection database = stage.connect()) {
            long postmaster = stage.databases().postmaster();
            long empty = count(database, SIZE);
            stage.warmUp(new Table(), CONNECTIONS);
            Wrk.Round full = stage.call(CONNECTIONS, 20);
            int pause = (int) (1000 * CONNECTIONS / (SHARE * full.perSecond()) - full.median());
            System.out.printf(
                    Locale.ROOT, "capacity %.0f/s, each waits %d ms between calls%n", full.perSecond(), pause);
            System.out.printf(
                    "%6s %8s %8s %8s %8s %9s %12s %8s %10s%n",
                    "minute", "calls/s", "p50 ms", "p99 ms", "RSS MB", "Postgres", "connections", "dead", "owed");
            long answered = 0;
            for (int minute = 1; minute <= MINUTES; minute++) {
                Wrk.Round round = stage.call(stage.app().url(), CONNECTIONS, 60, pause);
                answered += round.answered();
                assertThat(round.refused()).isZero();
                System.out.printf(
                        Locale.ROOT,
                        "%6d %8.0f %8.1f %8.1f %8d %6d MB %12d %8d %10d%n",
                        minute,
                        round.perSecond(),
                        round.median(),
                        round.tail(),
                        Memory.resident(stage.pid()),
                        Memory.ownOfChildren(postmaster),
                        count(database, "select count(*) from pg_stat_activity where datname = current_database()"),
                        count(database, "select sum(n_dead_tup) from pg_stat_user_tables"),
                        count(database, PENDING));
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> count(database, PENDING) == 0);
            System.out.println(Memory.settled(stage.pid()) + " MB resident after a collection");
            account(database, stage.vendors(), answered);
            System.out.println((count(database, SIZE) - empty) / count(database, "select count(*) from call")
                    + " bytes on disk for a call");
        }
    }

    private static void account(Connection database, Vendors vendors, long answered) throws Exception {
        long calls = count(database, "select count(*) from call");
        long delivered = count(database, "select count(*) from delivery where status = 'DELIVERED'");
        System.out.printf(
                "%d answered in these minutes; in all %d calls, %d deliveries, %d events arrived%n",
                answered, calls, delivered, vendors.events());
        assertThat(calls).isGreaterThanOrEqualTo(answered);
        assertThat(delivered).isEqualTo(calls).isEqualTo(vendors.events());
    }

    private static long count(Connection database, String query) throws Exception {
        try (Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            found.next();
            return found.getLong(1);
        }
    }
}
