package dev.earshot.bench;

import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.process.RunningApp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;

/** The set-up in which calls are measured: both vendors, a shop with open sessions, the application, and a caller. */
final class Stage implements AutoCloseable {
    /** For a profile: {@code -Dbench.options=-XX:StartFlightRecording=filename=target/calls.jfr,settings=profile}. */
    static final String[] OPTIONS =
            System.getProperty("bench.options", "-XX:-UsePerfData").split(" ");

    private static final int WARM_UP = Integer.getInteger("bench.warmup", 60);

    private final Vendors vendors = new Vendors();
    private final Map<String, String> settings =
            new HashMap<>(Surroundings.durable().start());
    private final Wrk wrk;
    private final Databases databases;
    private final RunningApp app;

    /** @param copies names of databases that are to begin as the application's does */
    Stage(String... copies) throws Exception {
        Path sessions = Path.of("target", "bench-sessions.txt").toAbsolutePath();
        Files.write(sessions, Shop.sessions());
        wrk = new Wrk(Api.CHATGPT_KEY, sessions, Shop.ITEMS);
        settings.put("EARSHOT_NETMERA_URL", vendors.netmera());
        settings.put("EARSHOT_INSIGHTARC_URL", vendors.insightarc());
        settings.put("EARSHOT_TOOLS", "bench/tools.yaml");
        settings.put("EARSHOT_BENCH_SHOP", vendors.shop());
        settings.put("EARSHOT_TOOLS_PRIVATE_ADDRESSES", "true");
        settings.put("EARSHOT_LIMITS_REQUESTS_PER_SECOND", "1000000");
        settings.put("EARSHOT_LIMITS_STREAMS", "100000");
        settings.put("EARSHOT_CHAT_REPLIES_PER_PLANNER", "100000");
        settings.put("EARSHOT_LIMITS_VISIT_CALLS_PER_MINUTE", "1000000");
        try (Connection database = connect();
                RunningApp first = RunningApp.start(settings)) {
            Shop.open(first.url(), database);
            first.stop();
        }
        databases = Databases.of(url(), copies);
        app = RunningApp.start(settings, OPTIONS);
    }

    Vendors vendors() {
        return vendors;
    }

    Databases databases() {
        return databases;
    }

    RunningApp app() {
        return app;
    }

    long pid() {
        return app.process().pid();
    }

    /** Calls of a tool whose effect a backend has. */
    Wrk.Round reserve(String server, int connections, int seconds) throws Exception {
        return wrk.call(server, "reserve_item", connections, seconds, 0);
    }

    /** Calls of {@code view_item}, by this many callers that each wait for an answer before their next one. */
    Wrk.Round call(int connections, int seconds) throws Exception {
        return call(app.url(), connections, seconds, 0);
    }

    /** @param pause milliseconds between an answer and the next call */
    Wrk.Round call(String server, int connections, int seconds, int pause) throws Exception {
        return wrk.call(server, "view_item", connections, seconds, pause);
    }

    /** From now on callers have a core of their own, and the application, Postgres and the vendors share the others. */
    void keepCallersApart() throws Exception {
        long postmaster = databases.postmaster();
        LongStream backends = Cpu.children(postmaster).stream().mapToLong(Long::longValue);
        Cores.ofOthers(LongStream.concat(
                LongStream.of(pid(), postmaster, ProcessHandle.current().pid()), backends));
        wrk.keepApart();
    }

    /** Until the optimising compiler has done most of its work. */
    void warmUp(Table table, int connections) throws Exception {
        table.measure("warm-up " + connections, pid(), databases.postmaster(), () -> call(connections, WARM_UP));
    }

    Connection connect() throws Exception {
        return Databases.connect(url());
    }

    private String url() {
        return settings.get("EARSHOT_DB");
    }

    @Override
    public void close() throws SQLException {
        app.close();
        databases.close();
        vendors.close();
    }
}
