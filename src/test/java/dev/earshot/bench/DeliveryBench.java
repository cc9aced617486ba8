package dev.earshot.bench;

import static org.awaitility.Awaitility.await;

import dev.earshot.sandbox.EmbeddedDatabase;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.process.RunningApp;
import dev.earshot.testing.stub.NetmeraStub;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Measures delivery: its waking, and what a backlog costs. Run by name only, see docs/benchmarks.md. */
class DeliveryBench {
    private static final Duration SINK = Duration.ofMillis(5);

    /** Until the compiler has done: what is measured is a replica in the middle of its day. */
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("bench.warmup", 60));

    private final Surroundings surroundings = Surroundings.durable();

    private final NetmeraStub netmera = surroundings.netmera();

    private RunningApp app;

    private FilledOutbox outbox;

    @BeforeEach
    void start() throws Exception {
        Map<String, String> settings = new HashMap<>(surroundings.start());
        settings.put("EARSHOT_DB", database());
        outbox = new FilledOutbox(DriverManager.getConnection(
                "jdbc:" + settings.get("EARSHOT_DB") + "?user=" + settings.get("EARSHOT_DB_USER")));
        app = RunningApp.start(
                settings,
                "-Dearshot.tool.retry-window=0",
                "-Dearshot.limits.visit-calls-per-minute=1000000",
                "-Dearshot.limits.requests-per-second=1000000");
        netmera.takesItsTime(SINK);
        outbox.execute("""
                insert into item (item_id, name, category, description, price, currency, url)
                values ('tent-1', 'Two-person tent', 'outdoor > tents', 'Dry.', 240, 'USD',
                  'https://store.example/tent')""");
    }

    /** A Postgres that keeps the moments of commits, which takes a restart of it. */
    private static String database() throws SQLException {
        Path home = Surroundings.home().resolve("commits-postgres");
        EmbeddedDatabase postgres = EmbeddedDatabase.in(home);
        try (Connection first = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + postgres.port() + "/postgres?user=" + postgres.user());
                var statement = first.createStatement()) {
            statement.execute("alter system set track_commit_timestamp = on");
        }
        postgres.kill();
        return EmbeddedDatabase.in(home, postgres.port()).database("bench_" + Long.toString(System.nanoTime(), 36));
    }

    @AfterEach
    void stop() throws Exception {
        outbox.close();
        app.close();
        surroundings.stop();
    }

    @Test
    void waking() throws Exception {
        try (SteadyLoad load = new SteadyLoad(app.port())) {
            load.run(200, WARM_UP);
            for (int perSecond : List.of(300, 1000)) {
                load.run(perSecond, Duration.ofSeconds(3));
                Instant from = Instant.now();
                SteadyLoad.Times tools = load.run(perSecond, Duration.ofSeconds(10));
                drained();
                System.out.printf("waking, %d/s: tools %s%n", perSecond, tools);
                System.out.printf("  created to arrived %s%n", arrivals(from, "d.created_at"));
                System.out.printf("  committed to arrived %s%n", arrivals(from, "pg_xact_commit_timestamp(c.xmin)"));
            }
        }
    }

    @Test
    void backlog() throws Exception {
        try (SteadyLoad load = new SteadyLoad(app.port())) {
            load.run(200, WARM_UP);
            List<Double> claims = new ArrayList<>();
            for (int rows : List.of(10_000, 1_000_000)) {
                drained();
                outbox.execute("insert into paused_destination values ('netmera')");
                outbox.fill("DELIVERED", rows);
                outbox.fill("PENDING", rows);
                outbox.execute("vacuum analyze delivery");
                outbox.execute("vacuum analyze lane");
                FilledOutbox.Claim claim = outbox.claim();
                claims.add(claim.lease() + claim.read());
                System.out.printf(
                        "%d settled, %d pending: claim lease p50 %.1f ms, read p50 %.1f ms%n",
                        rows, rows, claim.lease(), claim.read());
                outbox.listing();
                System.out.printf(
                        "  counting what is pending %.0f ms%n",
                        outbox.millis(MeasuredStatement.of("outbox.dispatch.OutboxMetrics", "PENDING")));
                System.out.printf("  tools at 200/s: %s%n", load.run(200, Duration.ofSeconds(15)));
                long before = outbox.number("select count(*) from delivery where status = 'PENDING'");
                outbox.execute("delete from paused_destination");
                LongSupplier relay = Cpu.of(app.process().pid());
                LongSupplier postgres = Cpu.ofFamily(outbox.postmaster());
                long ofRelay = relay.getAsLong();
                long ofPostgres = postgres.getAsLong();
                Instant since = Instant.now();
                pause(Duration.ofSeconds(rows > 100_000 ? 20 : 2));
                long sent = before - outbox.number("select count(*) from delivery where status = 'PENDING'");
                double seconds = Duration.between(since, Instant.now()).toMillis() / 1e3;
                System.out.printf(
                        "  drains %.0f a second; CPU of an event: relay %.1f us, Postgres %.1f us%n",
                        sent / seconds,
                        (relay.getAsLong() - ofRelay) / (double) sent,
                        (postgres.getAsLong() - ofPostgres) / (double) sent);
                outbox.execute("truncate delivery, lane");
            }
            Ratios.keep("claim from 1,000,000 pending ÷ from 10,000", List.of(claims.get(1) / claims.get(0)));
        }
    }

    @Test
    void sink_down() throws Exception {
        try (SteadyLoad load = new SteadyLoad(app.port())) {
            load.run(200, WARM_UP);
            System.out.printf("sink up: %s, %d MB%n", load.run(200, Duration.ofSeconds(15)), megabytes());
            drained();
            netmera.goDown();
            outbox.fill("PENDING", 194_000);
            SteadyLoad.Times down = load.run(200, Duration.ofSeconds(30));
            long owed = outbox.number("select count(*) from delivery where status = 'PENDING'");
            System.out.printf("sink down, %d pending: %s, %d MB%n", owed, down, megabytes());
            netmera.comeBack();
            Instant back = Instant.now();
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> outbox.number("select count(*) from delivery where status = 'DELIVERED'") > owed / 10);
            Instant flowing = Instant.now();
            drained();
            double seconds = Duration.between(flowing, Instant.now()).toMillis() / 1e3;
            System.out.printf(
                    "flows again after %d ms, then drains %.0f a second, %d MB%n",
                    Duration.between(back, flowing).toMillis(), owed * 0.9 / seconds, megabytes());
        }
    }

    /** The time from a moment of the transaction to arrival, of deliveries created since then. */
    private String arrivals(Instant from, String moment) throws SQLException {
        Map<String, Instant> owed = new HashMap<>();
        try (ResultSet rows = outbox.statement()
                .executeQuery("select d.event_id, " + moment
                        + " from delivery d join call c on c.customer_id = d.customer_id and c.at = d.created_at"
                        + " where d.created_at >= '" + from + "' and d.kind = 'ai_item_saved'")) {
            while (rows.next()) {
                owed.put(rows.getString(1), rows.getTimestamp(2).toInstant());
            }
        }
        List<Long> lags = new ArrayList<>();
        for (NetmeraStub.Call call : netmera.calls()) {
            for (JsonObject event : call.entries()) {
                Instant at = owed.get(event.getString("eventId"));
                if (at != null) {
                    lags.add(Duration.between(at, call.at()).toNanos());
                }
            }
        }
        lags.sort(null);
        return "%d events, p50 %.1f ms, p99 %.1f ms"
                .formatted(lags.size(), SteadyLoad.at(lags, 0.5), SteadyLoad.at(lags, 0.99));
    }

    private void drained() {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(100))
                .until(() ->
                        outbox.number("select count(*) from (select from delivery where status = 'PENDING' limit 1) o")
                                == 0);
    }

    private long megabytes() {
        return Memory.resident(app.process().pid());
    }

    private static void pause(Duration length) {
        LockSupport.parkNanos(length.toNanos());
    }
}
