package dev.earshot.faults;

import static dev.earshot.testing.Api.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.Api;
import dev.earshot.testing.Viewer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Planners that ask one thing after the other and watch each reply to its end, resuming where a stream ends before it.
 */
final class Watching implements AutoCloseable {
    private static final String BRIEF = "I want to target people in California who bought hiking gear recently.";

    private final ExecutorService planners;
    private final List<Future<?>> lives = new ArrayList<>();
    private final AtomicInteger replies = new AtomicInteger();
    private final AtomicInteger resumed = new AtomicInteger();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private final String url;
    private volatile boolean over;

    Watching(String url, int planners) {
        this.url = url;
        this.planners = Executors.newFixedThreadPool(planners);
        for (int i = 0; i < planners; i++) {
            String name = "planner_" + i;
            lives.add(this.planners.submit(() -> live(name)));
        }
        this.planners.shutdown();
    }

    private void live(String planner) {
        String conversation = Api.conversation(
                given().baseUri(url).auth().oauth2(token(planner, "planner")).contentType("application/json"));
        while (!over) {
            Viewer asked = Viewer.asks(url, planner, conversation, BRIEF);
            if (asked.status() == 503) {
                turnedAway.incrementAndGet();
            } else {
                assertThat(asked.status()).isEqualTo(200);
                watch(planner, conversation, asked);
                replies.incrementAndGet();
            }
        }
    }

    /** Every event once, in order, to the one that says that it was the last. */
    private void watch(String planner, String conversation, Viewer first) {
        List<String> ids = new ArrayList<>();
        Viewer viewer = first;
        while (true) {
            viewer.awaitEnd();
            ids.addAll(viewer.ids());
            JsonObject last = viewer.events().isEmpty() ? new JsonObject() : viewer.last();
            assertThat(last.containsKey("error"))
                    .as("reply %s ended with %s", ids, last)
                    .isFalse();
            if (last.getBoolean("done", false)) {
                break;
            }
            resumed.incrementAndGet();
            viewer = Viewer.resumes(url, planner, conversation, ids.get(ids.size() - 1));
        }
        String message = ids.get(0).substring(0, ids.get(0).indexOf('/'));
        for (int n = 0; n < ids.size(); n++) {
            assertThat(ids.get(n)).isEqualTo(message + "/" + n);
        }
    }

    /** Watches the last replies to their ends; fails if a viewer saw anything but whole replies. */
    void stop() {
        over = true;
        for (Future<?> life : lives) {
            try {
                life.get(2, TimeUnit.MINUTES);
            } catch (Exception e) {
                throw new AssertionError("A planner did not get what was asked for", e);
            }
        }
    }

    int replies() {
        return replies.get();
    }

    int resumed() {
        return resumed.get();
    }

    int turnedAway() {
        return turnedAway.get();
    }

    @Override
    public void close() {
        over = true;
        planners.shutdownNow();
    }
}
