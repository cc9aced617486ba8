package dev.earshot.bench;

import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.process.RunningApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Measures what streams take, beside a bare Node server's; run by name only, see docs/benchmarks.md. */
class StreamBench {
    private static final int VIEWERS = Integer.getInteger("bench.viewers", 200);
    private static final int CROWD = Integer.getInteger("bench.crowd", 2_000);
    private static final int IDLE = Integer.getInteger("bench.idle", 10_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    /** Times half a minute. */
    private static final int WARM_UP = Integer.getInteger("bench.warmup", 4);

    private static final List<String> FORMATS = List.of(
            System.getProperty("bench.formats", "OURS,AI_SDK,AG_UI,OPENAI").split(","));

    private static final List<String> FOLLOWED =
            FORMATS.stream().filter(format -> !format.equals("OPENAI")).toList();

    /** What the rules agent says to the brief of these viewers, but for their first, which takes 83. */
    private static final int EVENTS_OF_RULES = 43;
    /** Half a minute. */
    private static final int EVENTS_OF_TALK = 750;

    private static final String OURS = "OURS";

    /** Replies of the rules agent, all that they cost: the prompt, the matching, the log. */
    @Test
    void events() throws Exception {
        try (RunningApp app = RunningApp.start(settings(), Stage.OPTIONS);
                Peer node = Peer.ofStreams(EVENTS_OF_RULES)) {
            inTurns(app, "a reply each", "steady", node, "steady", FORMATS);
        }
    }

    /**
     * The streaming alone: a model talks for half a minute, and all follow that one reply. OpenAI's protocol has no
     * following.
     */
    @Test
    void following() throws Exception {
        try (Vendors vendors = new Vendors();
                Peer node = Peer.ofStreams(EVENTS_OF_TALK)) {
            Map<String, String> settings = model(vendors.talkingModel(EVENTS_OF_TALK));
            try (RunningApp app = RunningApp.start(settings, Stage.OPTIONS)) {
                inTurns(app, "one reply for all", "one", node, "runs", FOLLOWED);
            }
        }
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Surroundings.durable().start());
        settings.put("EARSHOT_LIMITS_STREAMS", "100000");
        settings.put("EARSHOT_CHAT_REPLIES_PER_PLANNER", "100000");
        return settings;
    }

    private static Map<String, String> model(String url) {
        Map<String, String> settings = settings();
        settings.put("EARSHOT_AGENT", "model");
        settings.put("EARSHOT_MODEL_URL", url);
        settings.put("EARSHOT_MODEL_NAME", "of-the-bench");
        return settings;
    }

    private static void inTurns(
            RunningApp app, String what, String shape, Peer node, String nodesShape, List<String> formats)
            throws Exception {
        long pid = app.process().pid();
        for (int round = 0; round < WARM_UP; round++) {
            watch("warming up", app.url(), pid, VIEWERS, shape, formats.get(round % formats.size()));
        }
        watch("warming up Node", node.url(), node.pid(), VIEWERS, nodesShape, formats.get(0));
        StreamRounds rounds = new StreamRounds();
        for (int round = 0; round < ROUNDS; round++) {
            for (String format : formats) {
                rounds.add(
                        format,
                        watch("Earshot, " + what, app.url(), pid, VIEWERS, shape, format),
                        watch("bare Node", node.url(), node.pid(), VIEWERS, nodesShape, format));
            }
        }
        rounds.report(what);
    }

    /** Thousands at once, on a JVM that has seen few. */
    @Test
    void crowd() throws Exception {
        try (RunningApp app = RunningApp.start(settings(), Stage.OPTIONS)) {
            long pid = app.process().pid();
            watch("a reply each, just started", app.url(), pid, 300, "runs", OURS);
            watch("one reply for all", app.url(), pid, CROWD, "one", OURS);
            watch("a reply each", app.url(), pid, CROWD, "runs", OURS);
        }
    }

    /** Streams of one reply; OpenAI's protocol has none of these. */
    @ParameterizedTest
    @FieldSource("FOLLOWED")
    void idle(String format) throws Exception {
        try (Vendors vendors = new Vendors()) {
            Map<String, String> settings = model(vendors.silentModel());
            settings.put("EARSHOT_MODEL_SILENCE", "5m");
            try (RunningApp app = RunningApp.start(settings, tight(Stage.OPTIONS))) {
                long pid = app.process().pid();
                watch("warming up", app.url(), pid, 500, "idle", format);
                long before = Memory.settled(pid);
                Thread watching = new Thread(() -> quietly(() -> watch("idle", app.url(), pid, IDLE, "idle", format)));
                watching.start();
                LockSupport.parkNanos(Duration.ofSeconds(100).toNanos());
                long with = Memory.settled(pid);
                System.out.printf(
                        "%s, %d idle streams: %d → %d MB resident, both after a collection; %.1f KB each (wanted: 8)%n",
                        format, IDLE, before, with, (with - before) * 1024.0 / IDLE);
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

    private static StreamRounds.Round watch(String who, String url, long pid, int viewers, String shape, String format)
            throws Exception {
        LongSupplier cpu = Cpu.of(pid);
        long before = cpu.getAsLong();
        String said = Program.run(
                Map.of(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of("target", "test-classes").toString(),
                "dev.earshot.bench.viewer.Viewers",
                url,
                Api.token("bench", "planner"),
                Integer.toString(viewers),
                shape,
                format,
                Long.toString(pid));
        StreamRounds.Round round = StreamRounds.Round.of(cpu.getAsLong() - before, said);
        System.out.printf("%n%s, %s, %d viewers: %.1f µs an event%n%s", who, format, viewers, round.micros(), said);
        return round;
    }
}
