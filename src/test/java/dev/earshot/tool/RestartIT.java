package dev.earshot.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Api;
import dev.earshot.testing.Catalogue;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.process.RunningApp;
import dev.earshot.testing.stub.NetmeraStub;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged application, black-box: what it has answered it still knows after it was killed. */
class RestartIT {
    private final Surroundings surroundings = new Surroundings();
    private final NetmeraStub netmera = surroundings.netmera();
    private Map<String, String> settings;
    private RunningApp app;

    @BeforeEach
    void start() {
        settings = surroundings.start();
        restart();
    }

    @AfterEach
    void stop() {
        app.close();
        surroundings.stop();
        RestAssured.reset();
    }

    @Test
    void a_visit_goes_on_after_the_application_was_killed_between_its_calls() {
        Catalogue.ofASmallShop();
        Visit visit = Visit.anonymous();
        visit.does("search_items", "query", "hiking backpack under 100");
        killAndRestart();
        visit.does("view_item", "itemId", "backpack-1");
        visit.does("save_item", "itemId", "backpack-1");
        killAndRestart();
        visit.does("identify_customer", "customerId", "user_98765", "profile", new JsonObject().put("name", "John"));
        killAndRestart();
        visit.does("complete_conversion", "itemId", "FLIGHT-BCN-001", "revenue", 540.00, "currency", "USD");

        await().atMost(Duration.ofSeconds(90))
                .until(() -> netmera.namesReceived("user_98765").contains("AIConversionCompleted"));
        assertThat(netmera.namesReceived("user_98765").stream().distinct())
                .containsExactly(
                        "profile",
                        "AISessionStarted",
                        "AIQuerySubmitted",
                        "AIResultViewed",
                        "AIItemSaved",
                        "AIConversionCompleted");
    }

    @Test
    void a_retry_after_a_crash_between_commit_and_answer_gets_the_answer_and_has_no_second_effect()
            throws SQLException {
        Catalogue.ofASmallShop();
        Visit visit = Visit.of("user_crash");
        JsonObject conversion = new JsonObject()
                .put("sessionId", visit.sessionId())
                .put("itemId", "tent-1")
                .put("revenue", 240)
                .put("currency", "USD")
                .put("idempotencyKey", "crash");
        try (Connection other = database();
                Connection watcher = database()) {
            other.setAutoCommit(false);
            execute(other, "select id from session where id = '" + visit.sessionId() + "' for update");
            CompletableFuture<Void> unanswered =
                    CompletableFuture.runAsync(() -> Visit.call(Api::chatgpt, "complete_conversion", conversion));
            await().atMost(Duration.ofSeconds(4)).until(() -> isWaiting(watcher));
            app.kill();
            // The statement of the dead one goes on, and commits.
            other.rollback();
            await().until(() -> !isWaiting(watcher));
            assertThat(unanswered).failsWithin(Duration.ofSeconds(30));
        }
        restart();

        Visit.call(Api::chatgpt, "complete_conversion", conversion)
                .statusCode(200)
                .header("Idempotency-Replayed", is("true"))
                .body("data.conversion.itemId", is("tent-1"));

        await().atMost(Duration.ofSeconds(90))
                .until(() -> netmera.namesReceived("user_crash").contains("AIConversionCompleted"));
        // What was in flight when it was killed may have come twice, under one id.
        assertThat(netmera.received("user_crash").stream()
                        .filter(event -> "AIConversionCompleted".equals(event.getString("name")))
                        .map(event -> event.getString("eventId"))
                        .distinct())
                .hasSize(1);
    }

    private Connection database() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:" + settings.get("EARSHOT_DB"),
                settings.get("EARSHOT_DB_USER"),
                settings.get("EARSHOT_DB_PASSWORD"));
    }

    /** Whether a statement waits for the session that the test holds. */
    private static boolean isWaiting(Connection watcher) throws SQLException {
        try (Statement statement = watcher.createStatement();
                ResultSet waiting = statement.executeQuery("select from pg_stat_activity"
                        + " where datname = current_database() and wait_event_type = 'Lock'"
                        + " and query like '%touched%'")) {
            return waiting.next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void killAndRestart() {
        app.kill();
        restart();
    }

    private void restart() {
        app = RunningApp.start(
                settings,
                "-Dearshot.outbox.lease=10s",
                "-Dquarkus.rest-client.netmera.connect-timeout=500",
                "-Dquarkus.rest-client.netmera.read-timeout=1000");
        RestAssured.port = app.port();
    }
}
