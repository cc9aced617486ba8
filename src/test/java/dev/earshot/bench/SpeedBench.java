package dev.earshot.bench;

import dev.earshot.testing.Api;
import dev.earshot.testing.RunningApp;
import dev.earshot.testing.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Measures tool calls beside what limits them and beside what else one would write; run by name only, see docs/benchmarks.md. */
class SpeedBench {
    private static final int SECONDS = Integer.getInteger("bench.seconds", 8);
    private static final int WARM_UP = Integer.getInteger("bench.warmup", 30);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final int CONNECTIONS = Integer.getInteger("bench.connections", 64);

    /** For a profile: {@code -Dbench.options=-XX:StartFlightRecording=filename=target/calls.jfr,settings=profile}. */
    private static final String[] OPTIONS =
            System.getProperty("bench.options", "-XX:-UsePerfData").split(" ");

    @Test
    void calls() throws Exception {
        Path sessions = Path.of("target", "bench-sessions.txt").toAbsolutePath();
        Files.write(sessions, Shop.sessions());
        try (Vendors vendors = new Vendors()) {
            Map<String, String> settings = settings(vendors);
            try (Connection database = connect(settings.get("EARSHOT_DB"));
                    RunningApp app = RunningApp.start(settings)) {
                Shop.open(app.url(), database);
            }
            try (Databases databases = Databases.of(settings.get("EARSHOT_DB"), "limit", "peer");
                    RunningApp app = RunningApp.start(settings, OPTIONS);
                    Peer peer = Peer.ofTools(databases.url("peer"), vendors)) {
                Wrk wrk = new Wrk(Api.CHATGPT_KEY, sessions, Shop.ITEMS);
                Pgbench limit = new Pgbench(databases.url("limit"));
                long postmaster = databases.postmaster();
                Table table = new Table();
                table.measure(
                        "warming up",
                        app.process().pid(),
                        postmaster,
                        () -> wrk.call(app.url(), "view_item", CONNECTIONS, WARM_UP));
                wrk.call(peer.url(), "view_item", CONNECTIONS, SECONDS);
                for (int round = 0; round < ROUNDS; round++) {
                    table.measure("pgbench", postmaster, postmaster, () -> limit.run(16, SECONDS));
                    table.measure(
                            "Earshot",
                            app.process().pid(),
                            postmaster,
                            () -> wrk.call(app.url(), "view_item", CONNECTIONS, SECONDS));
                    table.measure(
                            "Fastify",
                            peer.pid(),
                            postmaster,
                            () -> wrk.call(peer.url(), "view_item", CONNECTIONS, SECONDS));
                }
                table.print("calls of view_item, " + CONNECTIONS + " connections");
                System.out.println(Cpu.resident(app.process().pid()) + " MB resident");
                app.stop();
            }
        }
    }

    private static Map<String, String> settings(Vendors vendors) {
        Map<String, String> settings = new HashMap<>(new Surroundings().start());
        settings.put("EARSHOT_NETMERA_URL", vendors.netmera());
        settings.put("EARSHOT_INSIGHTARC_URL", vendors.insightarc());
        settings.put("EARSHOT_LIMITS_REQUESTS_PER_SECOND", "1000000");
        settings.put("EARSHOT_LIMITS_VISIT_CALLS_PER_MINUTE", "1000000");
        return settings;
    }

    static Connection connect(String url) throws Exception {
        return DriverManager.getConnection("jdbc:" + url, "postgres", "");
    }
}
