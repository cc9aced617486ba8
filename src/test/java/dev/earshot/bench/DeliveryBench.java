package dev.earshot.bench;

import static org.awaitility.Awaitility.await;

import dev.earshot.sandbox.EmbeddedDatabase;
import dev.earshot.testing.NetmeraStub;
import dev.earshot.testing.RunningApp;
import dev.earshot.testing.Surroundings;
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

    private static final int CLAIMED = 250;

    private final Surroundings surroundings = Surroundings.durable();
    private final NetmeraStub netmera = surroundings.netmera();
    private RunningApp app;
    private Connection database;

    @BeforeEach
    void start() throws Exception {
        Map<String, String> settings = new HashMap<>(surroundings.start());
        settings.put("EARSHOT_DB", database());
        database = DriverManager.getConnection(
                "jdbc:" + settings.get("EARSHOT_DB") + "?user=" + settings.get("EARSHOT_DB_USER"));
        execute("set enable_seqscan = off");
        app = RunningApp.start(
                settings,
                "-Dearshot.tool.retry-window=0",
                "-Dearshot.limits.visit-calls-per-minute=1000000",
                "-Dearshot.limits.requests-per-second=1000000");
        netmera.takesItsTime(SINK);
        execute("""
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
        database.close();
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
                execute("insert into paused_destination values ('netmera')");
                fill("DELIVERED", rows);
                fill("PENDING", rows);
                execute("vacuum analyze delivery");
                execute("vacuum analyze lane");
                Claim claim = claim();
                claims.add(claim.lease() + claim.read());
                System.out.printf(
                        "%d settled, %d pending: claim lease p50 %.1f ms, read p50 %.1f ms%n",
                        rows, rows, claim.lease(), claim.read());
                listing();
                System.out.printf(
                        "  counting what is pending %.0f ms%n",
                        millis(MeasuredStatement.of("outbox.dispatch.OutboxMetrics", "PENDING")));
                System.out.printf("  tools at 200/s: %s%n", load.run(200, Duration.ofSeconds(15)));
                long before = number("select count(*) from delivery where status = 'PENDING'");
                execute("delete from paused_destination");
                LongSupplier relay = Cpu.of(app.process().pid());
                LongSupplier postgres = Cpu.ofFamily(postmaster());
                long ofRelay = relay.getAsLong();
                long ofPostgres = postgres.getAsLong();
                Instant since = Instant.now();
                pause(Duration.ofSeconds(rows > 100_000 ? 20 : 2));
                long sent = before - number("select count(*) from delivery where status = 'PENDING'");
                double seconds = Duration.between(since, Instant.now()).toMillis() / 1e3;
                System.out.printf(
                        "  drains %.0f a second; CPU of an event: relay %.1f us, Postgres %.1f us%n",
                        sent / seconds,
                        (relay.getAsLong() - ofRelay) / (double) sent,
                        (postgres.getAsLong() - ofPostgres) / (double) sent);
                execute("truncate delivery, lane");
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
            fill("PENDING", 194_000);
            SteadyLoad.Times down = load.run(200, Duration.ofSeconds(30));
            long owed = number("select count(*) from delivery where status = 'PENDING'");
            System.out.printf("sink down, %d pending: %s, %d MB%n", owed, down, megabytes());
            netmera.comeBack();
            Instant back = Instant.now();
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> number("select count(*) from delivery where status = 'DELIVERED'") > owed / 10);
            Instant flowing = Instant.now();
            drained();
            double seconds = Duration.between(flowing, Instant.now()).toMillis() / 1e3;
            System.out.printf(
                    "flows again after %d ms, then drains %.0f a second, %d MB%n",
                    Duration.between(back, flowing).toMillis(), owed * 0.9 / seconds, megabytes());
        }
    }

    /** Ten deliveries for each customer, pending for a while. */
    private void fill(String status, int rows) throws SQLException {
        int customers = rows / 10;
        execute("""
                insert into delivery (customer_id, id, kind, event_id, body, status, created_at, settled_at)
                select 'fill_' || n %% %d, 'dlv_%s_' || n, 'ai_item_saved', 'evt_%s_' || n,
                  '{"item_id": "tent-1", "item_type": "outdoor > tents"}', '%s', now() - interval '1 hour',
                  case when '%s' = 'PENDING' then null else now() end
                from generate_series(1, %d) n""".formatted(customers, status, status, status, status, rows));
        if (status.equals("PENDING")) {
            execute("""
                    insert into lane (customer_id, last_seq, due_at)
                    select customer_id, max(seq), now() - random() * interval '1 hour' from delivery
                    where status = 'PENDING' and customer_id like 'fill_%' group by customer_id""");
        }
    }

    /** Medians in milliseconds. */
    private record Claim(double lease, double read) {}

    /** The two statements of a claim, undone each time. */
    private Claim claim() throws SQLException {
        String customers;
        try (ResultSet some = database.createStatement()
                .executeQuery("select array_agg(customer_id)::text from (select customer_id from lane"
                        + " where due_at <= now() order by due_at limit " + CLAIMED + ") l")) {
            some.next();
            customers = some.getString(1);
        }
        execute("prepare claiming as "
                + MeasuredStatement.of("outbox.dispatch.LaneClaims", "LEASE_OWN")
                        .replace("and not exists (select from paused_destination where destination = $5)", ""));
        execute("prepare reading as " + MeasuredStatement.of("outbox.dispatch.LaneClaims", "READ"));
        String lease =
                "execute claiming('bench', now(), now() + interval '1 minute', %d, 'netmera')".formatted(CLAIMED);
        String read = "execute reading('%s', 10, 'netmera')".formatted(customers);
        List<Long> leases = new ArrayList<>();
        List<Long> reads = new ArrayList<>();
        database.setAutoCommit(false);
        for (int i = 0; i < 40; i++) {
            leases.add(nanos(lease));
            reads.add(nanos(read));
            database.rollback();
        }
        explain(lease);
        explain(read);
        database.rollback();
        database.setAutoCommit(true);
        execute("deallocate all");
        return new Claim(median(leases), median(reads));
    }

    /** What operators look at: the latest of all, of those with one status, of one customer. */
    private void listing() throws SQLException {
        for (String which : List.of("true", "status = 'PENDING'", "status = 'REJECTED'", "customer_id = 'fill_7'")) {
            String list = "select * from delivery where " + which + " order by seq desc limit 50";
            System.out.printf("  listing where %s %.1f ms%n", which, millis(list));
            explain(list);
        }
    }

    private long postmaster() throws SQLException {
        return ProcessHandle.of(number("select pg_backend_pid()"))
                .flatMap(ProcessHandle::parent)
                .orElseThrow()
                .pid();
    }

    private void explain(String sql) throws SQLException {
        try (ResultSet plan = database.createStatement().executeQuery("explain (analyze, costs off, buffers) " + sql)) {
            while (plan.next()) {
                System.out.println("    " + plan.getString(1));
            }
        }
    }

    /** The time from a moment of the transaction to arrival, of deliveries created since then. */
    private String arrivals(Instant from, String moment) throws SQLException {
        Map<String, Instant> owed = new HashMap<>();
        try (ResultSet rows = database.createStatement()
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
                        number("select count(*) from (select from delivery where status = 'PENDING' limit 1) o") == 0);
    }

    private long megabytes() {
        return Memory.resident(app.process().pid());
    }

    private double millis(String sql) throws SQLException {
        return nanos(sql) / 1e6;
    }

    private long nanos(String sql) throws SQLException {
        long start = System.nanoTime();
        execute(sql);
        return System.nanoTime() - start;
    }

    private static double median(List<Long> nanos) {
        return SteadyLoad.at(nanos.stream().sorted().toList(), 0.5);
    }

    private long number(String sql) throws SQLException {
        try (ResultSet row = database.createStatement().executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void pause(Duration length) {
        LockSupport.parkNanos(length.toNanos());
    }
}
