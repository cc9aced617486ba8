package dev.earshot.bench;

import dev.earshot.testing.Api;
import dev.earshot.testing.RunningApp;
import dev.earshot.testing.Surroundings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Measures what streams take, beside a bare Node server's; run by name only, see docs/benchmarks.md. */
class StreamBench {
    private static final int VIEWERS = Integer.getInteger("bench.viewers", 200);
    private static final int CROWD = Integer.getInteger("bench.crowd", 2_000);
    private static final int IDLE = Integer.getInteger("bench.idle", 10_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    /** Times half a minute. */
    private static final int WARM_UP = Integer.getInteger("bench.warmup", 4);

    /** What the rules agent says to the brief of these viewers. */
    private static final int EVENTS_OF_RULES = 81;
    /** Half a minute. */
    private static final int EVENTS_OF_TALK = 750;

    private static final Pattern EVENTS = Pattern.compile("(\\d+) events");

    /** Replies of the rules agent, all that they cost: the prompt, the matching, the log. */
    @Test
    void events() throws Exception {
        Map<String, String> settings = new Surroundings().start();
        try (RunningApp app = RunningApp.start(settings, Stage.OPTIONS);
                Peer node = Peer.ofStreams(EVENTS_OF_RULES)) {
            inTurns(app, "Earshot, a reply each", "steady", node, "steady");
        }
    }

    /** The streaming alone: a model talks for half a minute, and all follow that one reply. */
    @Test
    void following() throws Exception {
        try (Vendors vendors = new Vendors();
                Peer node = Peer.ofStreams(EVENTS_OF_TALK)) {
            Map<String, String> settings = new HashMap<>(new Surroundings().start());
            settings.put("EARSHOT_LIMITS_STREAMS", "100000");
            settings.put("EARSHOT_AGENT", "model");
            settings.put("EARSHOT_MODEL_URL", vendors.talkingModel(EVENTS_OF_TALK));
            settings.put("EARSHOT_MODEL_NAME", "talkative");
            try (RunningApp app = RunningApp.start(settings, Stage.OPTIONS)) {
                inTurns(app, "Earshot, one reply for all", "one", node, "runs");
            }
        }
    }

    private static void inTurns(RunningApp app, String who, String shape, Peer node, String nodesShape)
            throws Exception {
        long pid = app.process().pid();
        for (int round = 0; round < WARM_UP; round++) {
            watch("warming up", app.url(), pid, VIEWERS, shape);
        }
        watch("warming up Node", node.url(), node.pid(), VIEWERS, nodesShape);
        for (int round = 0; round < ROUNDS; round++) {
            watch(who, app.url(), pid, VIEWERS, shape);
            watch("bare Node", node.url(), node.pid(), VIEWERS, nodesShape);
        }
    }

    /** Thousands at once, on a JVM that has seen few. */
    @Test
    void crowd() throws Exception {
        try (RunningApp app = RunningApp.start(new Surroundings().start(), Stage.OPTIONS)) {
            long pid = app.process().pid();
            watch("a reply each, just started", app.url(), pid, 300, "runs");
            watch("one reply for all", app.url(), pid, CROWD, "one");
            watch("a reply each", app.url(), pid, CROWD, "runs");
        }
    }

    @Test
    void idle() throws Exception {
        try (Vendors vendors = new Vendors()) {
            Map<String, String> settings = new HashMap<>(new Surroundings().start());
            settings.put("EARSHOT_LIMITS_STREAMS", "100000");
            settings.put("EARSHOT_AGENT", "model");
            settings.put("EARSHOT_MODEL_URL", vendors.silentModel());
            settings.put("EARSHOT_MODEL_NAME", "silent");
            settings.put("EARSHOT_MODEL_SILENCE", "5m");
            try (RunningApp app = RunningApp.start(settings, tight(Stage.OPTIONS))) {
                long pid = app.process().pid();
                watch("warming up", app.url(), pid, 500, "idle");
                long before = Memory.settled(pid);
                Thread watching = new Thread(() -> quietly(() -> watch("idle", app.url(), pid, IDLE, "idle")));
                watching.start();
                LockSupport.parkNanos(Duration.ofSeconds(70).toNanos());
                System.out.printf(
                        "%d idle streams: %d → %d MB resident, both after a collection%n",
                        IDLE, before, Memory.settled(pid));
                watching.join();
            }
        }
    }

    /**
     * The heap is given back down to what lives in it: else one would measure how generously the collector keeps room.
     */
    private static String[] tight(String... options) {
        return Stream.concat(Stream.of("-XX:MinHeapFreeRatio=5", "-XX:MaxHeapFreeRatio=10"), Stream.of(options))
                .toArray(String[]::new);
    }

    private interface Doing {
        void run() throws Exception;
    }

    private static void quietly(Doing doing) {
        try {
            doing.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void watch(String who, String url, long pid, int viewers, String shape) throws Exception {
        LongSupplier cpu = Cpu.of(pid);
        long before = cpu.getAsLong();
        String said = Program.run(
                Map.of(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "bench/Viewers.java",
                url,
                Api.token("bench", "planner"),
                Integer.toString(viewers),
                shape,
                Long.toString(pid));
        Matcher events = EVENTS.matcher(said);
        double each = events.find() ? (double) (cpu.getAsLong() - before) / Long.parseLong(events.group(1)) : 0;
        System.out.printf("%n%s, %d viewers: %.1f µs an event%n%s", who, viewers, each, said);
    }
}
