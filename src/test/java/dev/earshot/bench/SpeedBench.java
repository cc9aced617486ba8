package dev.earshot.bench;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Measures tool calls beside what limits them and beside what else one would write; run by name only, see
 * docs/benchmarks.md.
 */
class SpeedBench {
    private static final int SECONDS = Integer.getInteger("bench.seconds", 8);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final int CONNECTIONS = Integer.getInteger("bench.connections", 128);
    private static final int A_FEW = 4;
    /** The calls a second of this many callers, each waiting some 25 ms. */
    private static final int PACE_OF_A_FEW = 40 * A_FEW;

    private static final int FLOOD = 8_000;
    /** How much more it asks for than can be answered. */
    private static final int TIMES = 4;
    /** Milliseconds after which an answer comes in a flood, on average. */
    private static final int FLOOD_WAIT = 300;

    @Test
    void calls() throws Exception {
        try (Stage stage = new Stage("limit", "peer");
                Peer peer = Peer.ofTools(stage.databases().url("peer"), stage.vendors())) {
            Pgbench limit = new Pgbench(stage.databases().url("limit"));
            long postmaster = stage.databases().postmaster();
            Table table = new Table();
            stage.warmUp(table, CONNECTIONS);
            peer.during(() -> stage.call(peer.url(), CONNECTIONS, SECONDS, 0));
            for (int round = 0; round < ROUNDS; round++) {
                table.measure("pgbench", postmaster, postmaster, () -> limit.run(16, SECONDS));
                table.measure("Earshot", stage.pid(), postmaster, () -> stage.call(CONNECTIONS, SECONDS));
                table.measure(
                        "Fastify",
                        peer.pid(),
                        postmaster,
                        () -> peer.during(() -> stage.call(peer.url(), CONNECTIONS, SECONDS, 0)));
            }
            table.print("calls of view_item, " + CONNECTIONS + " connections");
            System.out.printf(
                    Locale.ROOT,
                    "Earshot ÷ pgbench %.2f, Earshot ÷ Fastify %.2f; %d MB resident%n",
                    table.perSecond("Earshot") / table.perSecond("pgbench"),
                    table.perSecond("Earshot") / table.perSecond("Fastify"),
                    Memory.resident(stage.pid()));
            Ratios.keep("calls a second ÷ pgbench", table.perSecond("Earshot", "pgbench"));
            Ratios.keep("calls a second ÷ Fastify", table.perSecond("Earshot", "Fastify"));
        }
    }

    /** A tool of one's own, whose backend takes 20 ms and has one effect for each key. */
    @Test
    void backend() throws Exception {
        try (Stage stage = new Stage("peer");
                Peer peer = Peer.ofTools(stage.databases().url("peer"), stage.vendors())) {
            long postmaster = stage.databases().postmaster();
            Table table = new Table();
            stage.warmUp(table, CONNECTIONS);
            stage.reserve(stage.app().url(), CONNECTIONS, SECONDS);
            peer.during(() -> stage.reserve(peer.url(), CONNECTIONS, SECONDS));
            for (int round = 0; round < ROUNDS; round++) {
                table.measure(
                        "Earshot",
                        stage.pid(),
                        postmaster,
                        () -> stage.reserve(stage.app().url(), CONNECTIONS, SECONDS));
                table.measure(
                        "Fastify",
                        peer.pid(),
                        postmaster,
                        () -> peer.during(() -> stage.reserve(peer.url(), CONNECTIONS, SECONDS)));
            }
            table.print("calls of a tool with a backend, " + CONNECTIONS + " connections");
            Ratios.keep("calls a second with a backend ÷ Fastify", table.perSecond("Earshot", "Fastify"));
        }
    }

    /**
     * What a call takes beside waiting for Insightarc, while there is room for it; what its statements take alone, and
     * the same work elsewhere.
     */
    @Test
    void latency() throws Exception {
        try (Stage stage = new Stage("limit", "peer");
                Peer peer = Peer.ofTools(stage.databases().url("peer"), stage.vendors())) {
            Pgbench limit = new Pgbench(stage.databases().url("limit"));
            long postmaster = stage.databases().postmaster();
            Table table = new Table();
            stage.warmUp(table, CONNECTIONS);
            stage.warmUp(table, A_FEW);
            peer.during(() -> stage.call(peer.url(), CONNECTIONS, SECONDS, 0));
            for (int round = 0; round < ROUNDS; round++) {
                table.measure("pgbench", postmaster, postmaster, () -> limit.atPace(PACE_OF_A_FEW, A_FEW, SECONDS));
                table.measure(
                        "Insightarc",
                        stage.pid(),
                        postmaster,
                        () -> Wrk.ask(stage.vendors().insightarc() + "/context/history/x", A_FEW, SECONDS));
                table.measure("Earshot", stage.pid(), postmaster, () -> stage.call(A_FEW, SECONDS));
                table.measure(
                        "Fastify",
                        peer.pid(),
                        postmaster,
                        () -> peer.during(() -> stage.call(peer.url(), A_FEW, SECONDS, 0)));
            }
            table.print("calls of view_item and what they wait for, " + A_FEW + " connections");
            for (String who : List.of("Earshot", "Fastify")) {
                System.out.printf(
                        Locale.ROOT,
                        "%s beside Insightarc: p50 %.1f, p99 %.1f ms%n",
                        who,
                        table.median(who) - table.median("Insightarc"),
                        table.tail(who) - table.tail("Insightarc"));
            }
            Ratios.keep(
                    "4 callers, p50 beside Insightarc ÷ pgbench",
                    table.added("Earshot", "Insightarc", "pgbench", Wrk.Round::median));
            Ratios.keep(
                    "4 callers, p99 beside Insightarc ÷ pgbench",
                    table.added("Earshot", "Insightarc", "pgbench", Wrk.Round::tail));
        }
    }

    @Test
    void while_insightarc_hangs() throws Exception {
        try (Stage stage = new Stage()) {
            long postmaster = stage.databases().postmaster();
            Table table = new Table();
            stage.warmUp(table, CONNECTIONS);
            for (int round = 0; round < ROUNDS; round++) {
                stage.vendors().insightarcHangs(false);
                stage.call(CONNECTIONS, SECONDS);
                table.measure("answers", stage.pid(), postmaster, () -> stage.call(CONNECTIONS, SECONDS));
                stage.vendors().insightarcHangs(true);
                table.measure("hangs", stage.pid(), postmaster, () -> stage.call(CONNECTIONS, SECONDS));
            }
            table.print("calls of view_item by what Insightarc does, " + CONNECTIONS + " connections");
            System.out.printf(
                    Locale.ROOT, "hangs ÷ answers %.2f%n", table.perSecond("hangs") / table.perSecond("answers"));
            Ratios.keep(
                    "calls a second while Insightarc hangs ÷ while it answers", table.perSecond("hangs", "answers"));
        }
    }

    /**
     * Callers have a core of their own: being refused costs them nearly as much as refusing costs, which would be taken
     * from the accepted calls.
     */
    @Test
    void overload() throws Exception {
        try (Stage stage = new Stage()) {
            long postmaster = stage.databases().postmaster();
            Table table = new Table();
            stage.warmUp(table, CONNECTIONS);
            stage.keepCallersApart();
            flood(stage, stage.call(CONNECTIONS, SECONDS).perSecond());
            for (int round = 0; round < ROUNDS; round++) {
                table.measure("capacity", stage.pid(), postmaster, () -> stage.call(CONNECTIONS, SECONDS));
                table.measure("flood", stage.pid(), postmaster, () -> flood(stage, table.perSecond("capacity")));
                table.measure("afterwards", stage.pid(), postmaster, () -> stage.call(CONNECTIONS, SECONDS));
                System.out.println(Memory.resident(stage.pid()) + " MB resident");
            }
            table.print("calls of view_item by " + CONNECTIONS + " and by " + FLOOD + " connections");
            System.out.printf(
                    Locale.ROOT,
                    "asked for ÷ capacity %.2f, answered ÷ capacity %.2f%n",
                    table.askedPerSecond("flood") / table.perSecond("capacity"),
                    table.perSecond("flood") / table.perSecond("capacity"));
            Ratios.keep("answered in a flood ÷ capacity", table.perSecond("flood", "capacity"));
        }
    }

    /** So many callers that they ask for four times of what can be answered. */
    private static Wrk.Round flood(Stage stage, double capacity) throws Exception {
        int turn = (int) (FLOOD * 1000 / (TIMES * capacity));
        return stage.call(stage.app().url(), FLOOD, SECONDS, Math.max(turn - FLOOD_WAIT, 0));
    }
}
