package dev.earshot.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.Surroundings;
import dev.earshot.testing.process.RunningApp;
import dev.earshot.testing.stub.NetmeraStub;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The rehearsal of a rolling update: two replicas behind a router, each stopped in turn and replaced, under 200 calls a
 * second and 200 streams. It needs a machine of its own, so it runs with {@code -Pfaults} only: 20 SIGTERMs.
 */
@EnabledIfSystemProperty(
        named = "earshot.faults.streams",
        matches = "[0-9]+",
        disabledReason = "the rehearsal of a rolling update runs with -Pfaults")
@Tag("alone")
class RollingUpdateIT {
    private static final int UPDATES = Integer.getInteger("earshot.faults.kills", 20);
    private static final int CALLS_PER_SECOND = Integer.getInteger("earshot.faults.calls", 200);
    private static final int CUSTOMERS = 24;
    private static final int STREAMS = Integer.getInteger("earshot.faults.streams", 200);

    @Test
    void no_call_fails_every_stream_completes_or_resumes_and_events_are_exact() {
        Surroundings surroundings = new Surroundings();
        NetmeraStub netmera = surroundings.netmera();
        Map<String, String> settings = new HashMap<>(surroundings.start());
        settings.put("EARSHOT_CHAT_WORD_EVERY", "120ms");
        Accounting accounting = new Accounting(settings, netmera);
        Deque<RunningApp> replicas = new ArrayDeque<>();
        try (Router router = new Router()) {
            for (int i = 0; i < 2; i++) {
                replicas.add(RunningApp.start(settings));
                router.add(replicas.getLast());
            }
            try (Load load = Load.paced(router::url, CUSTOMERS, CALLS_PER_SECOND);
                    Watching watching = new Watching(router.url(), STREAMS)) {
                for (int update = 0; update < UPDATES; update++) {
                    load.awaitAnswers(2 * CALLS_PER_SECOND);
                    RunningApp leaving = replicas.remove();
                    leaving.stop();
                    router.remove(leaving);
                    replicas.add(RunningApp.start(settings));
                    router.add(replicas.getLast());
                }
                load.awaitAnswers(2 * CALLS_PER_SECOND);
                load.stop();
                watching.stop();
                System.out.printf(
                        "%d SIGTERMs: calls failed %d; replies whole %d, streams resumed %d, prompts turned away %d%n",
                        UPDATES, load.unansweredCount(), watching.replies(), watching.resumed(), watching.turnedAway());
                accounting.awaitDrained(Duration.ofSeconds(90));
                accounting.settle(UPDATES + " SIGTERMs under load", load);
                assertThat(load.unansweredCount()).isZero();
                assertThat(watching.replies()).isPositive();
            }
        } finally {
            replicas.forEach(RunningApp::close);
            surroundings.stop();
        }
    }
}
