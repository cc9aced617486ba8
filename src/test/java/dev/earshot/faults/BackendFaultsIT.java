package dev.earshot.faults;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.process.RunningApp;
import dev.earshot.testing.stub.BackendStub;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A replica that is killed while calls to a backend of one's own are at every step. Whatever had happened, the callers'
 * retries find one effect, one call and one event for each.
 */
class BackendFaultsIT {
    private static final int KILLS = Integer.getInteger("earshot.faults.kills", 1);
    private static final int CALLS = 8;
    private static final List<String> STEPS = List.of("before", "during", "after", "committed");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Surroundings surroundings = new Surroundings();
    private final BackendStub backend = surroundings.backend();
    private final Map<String, String> settings = new HashMap<>();
    private final Map<String, List<String>> sessions = new HashMap<>();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private Accounting accounting;
    private RunningApp app;
    private int kill;

    @BeforeEach
    void start() {
        settings.putAll(surroundings.start());
        settings.put("EARSHOT_TOOLS", "src/test/resources/backend/tools.yaml");
        settings.put("EARSHOT_TOOLS_PRIVATE_ADDRESSES", "true");
        accounting = new Accounting(settings, surroundings.netmera());
        app = RunningApp.start(settings, customEvents());
    }

    @AfterEach
    void stop() {
        callers.shutdownNow();
        app.close();
        surroundings.stop();
    }

    /** Custom events have names that environment variables can't spell. */
    private static String[] customEvents() {
        String event = "-Dearshot.events.custom.ai_item_reserved.";
        return new String[] {
            event + "description=A quote", event + "required.item_id=text", event + "required.quantity=integer"
        };
    }

    @Test
    void a_kill_at_any_step_of_a_call_leaves_one_effect_one_call_and_one_event() throws SQLException {
        for (int kill = 0; kill < KILLS; kill++) {
            killAtEachStep(kill);
        }
        System.out.printf(
                "a backend's calls under %d kills: killed at each of four steps %d, effects %d, calls %d, events %d%n",
                KILLS, KILLS * CALLS, backend.ledger().size(), calls(), events());
    }

    private void killAtEachStep(int kill) throws SQLException {
        int earlier = kill * STEPS.size() * CALLS;
        // Items of this kill alone, by which the backend tells its requests from those of others.
        this.kill = kill;
        STEPS.forEach(step -> sessions.put(
                step, IntStream.range(0, CALLS).mapToObj(i -> session()).toList()));
        ask("committed");
        awaitNumber("select count(*) from call where tool = 'reserve_item'", earlier + CALLS);
        // The backend has the request, and does nothing about it.
        backend.answers(path("during"), (request, body) -> {});
        ask("during");
        await().atMost(PATIENCE).until(() -> backend.requests(path("during")).size() == CALLS);
        // It has had its effect, and its answer comes when nothing can be committed.
        backend.holds(path("after"));
        ask("after");
        await().atMost(PATIENCE).until(() -> backend.held(path("after")) == CALLS);
        killWhileLocked(() -> {
            backend.release(path("after"));
            awaitWaiting();
            // The key is claimed, and the session can't be read.
            ask("before");
            awaitNumber("select count(*) from kept_answer where answer is null", 3 * CALLS);
        });
        backend.reset(path("during"));
        assertThat(backend.ledger()).hasSize(earlier + 2 * CALLS);

        for (String step : STEPS) {
            assertFound(step);
        }
        assertThat(backend.ledger()).hasSize(earlier + STEPS.size() * CALLS);
        assertThat(calls()).isEqualTo(earlier + STEPS.size() * CALLS);
        assertThat(events()).isEqualTo(earlier + STEPS.size() * CALLS);
    }

    /** Each caller's retry has the answer, and the backend has seen one key for each call. */
    private void assertFound(String step) {
        for (int i = 0; i < CALLS; i++) {
            Response answer = call(step, i);
            assertThat(answer.statusCode()).as(step + answer.asString()).isEqualTo(200);
            assertThat(answer.<String>path("data.result.reservationId")).startsWith("R-");
            assertThat(answer.header("Idempotency-Replayed")).isEqualTo(step.equals("committed") ? "true" : null);
        }
        boolean twice = step.equals("during") || step.equals("after");
        assertThat(backend.requests(path(step))).as(step).hasSize(twice ? 2 * CALLS : CALLS);
        assertThat(backend.requests(path(step)).stream()
                        .map(BackendStub.Request::key)
                        .distinct())
                .hasSize(CALLS);
    }

    private long calls() throws SQLException {
        return accounting.number("select count(*) from call where tool = 'reserve_item'");
    }

    private long events() throws SQLException {
        return accounting.number("select count(*) from delivery where kind = 'ai_item_reserved'");
    }

    private String item(String step) {
        return step + "-" + kill;
    }

    private String path(String step) {
        return "/api/items/" + item(step) + "/reservations";
    }

    private String session() {
        return given().baseUri(app.url())
                .header("X-API-Key", Api.CHATGPT_KEY)
                .contentType("application/json")
                .body(Map.of("customerId", "user_" + System.nanoTime()))
                .post("/tools/start_session")
                .path("data.sessionId");
    }

    private void ask(String step) {
        for (int i = 0; i < CALLS; i++) {
            int one = i;
            // Most of these fail with the replica.
            CompletableFuture.runAsync(() -> call(step, one), callers);
        }
    }

    private Response call(String step, int i) {
        JsonObject arguments = new JsonObject()
                .put("sessionId", sessions.get(step).get(i))
                .put("itemId", item(step))
                .put("quantity", 1)
                .put("idempotencyKey", item(step) + "-" + i);
        return given().baseUri(app.url())
                .header("X-API-Key", Api.CHATGPT_KEY)
                .contentType("application/json")
                .body(arguments.encode())
                .post("/tools/reserve_item");
    }

    private void killWhileLocked(Runnable reached) throws SQLException {
        try (Connection holder = DriverManager.getConnection(
                        "jdbc:" + settings.get("EARSHOT_DB") + "?user=" + settings.get("EARSHOT_DB_USER"));
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table session in access exclusive mode");
            reached.run();
            app.kill();
            // What waits for the lock would be carried out after it, although its replica is dead.
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()");
            holder.rollback();
            // The minute for which a dead call holds its key is over.
            statement.execute("update kept_answer set claimed_at = claimed_at - interval '1 minute'");
            holder.commit();
        }
        app = RunningApp.start(settings, customEvents());
    }

    private void awaitWaiting() {
        await().atMost(PATIENCE)
                .until(() -> accounting.number(
                                "select count(*) from pg_locks where not granted and relation = 'session'::regclass")
                        > 0);
    }

    private void awaitNumber(String sql, long number) {
        await().atMost(PATIENCE).until(() -> accounting.number(sql) == number);
    }
}
