package dev.earshot.faults;

import static dev.earshot.testing.Api.chatgpt;
import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import dev.earshot.sandbox.EmbeddedDatabase;
import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.process.RunningApp;
import dev.earshot.testing.stub.NetmeraStub;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A database that is gone, and that comes back read-only, as after a failover, under load and with exact accounting.
 */
@Tag("alone")
class ReadOnlyDatabaseIT {
    private static final Path HOME = Surroundings.home().resolve("read-only-postgres");
    private static final String UNAVAILABLE = "DATABASE_UNAVAILABLE";
    private static final String MCP_CALL = """
            {"jsonrpc":"2.0","id":1,"method":"tools/call",
             "params":{"name":"start_session","arguments":{"customerId":"mcp_customer"}}}""";

    private final Surroundings surroundings = new Surroundings();
    private final NetmeraStub netmera = surroundings.netmera();
    private EmbeddedDatabase postgres;
    private Map<String, String> settings;
    private RunningApp app;
    private Accounting accounting;

    @BeforeEach
    void start() throws SQLException {
        settings = new HashMap<>(surroundings.start());
        postgres = EmbeddedDatabase.in(HOME);
        makeReadOnly(false);
        settings.put("EARSHOT_DB", postgres.database("read_only_" + Long.toString(System.nanoTime(), 36)));
        accounting = new Accounting(settings, netmera);
        app = RunningApp.start(settings, Impatience.OPTIONS);
        RestAssured.baseURI = app.url();
        RestAssured.port = app.port();
    }

    @AfterEach
    void stop() {
        app.close();
        postgres.kill();
        surroundings.stop();
        RestAssured.reset();
    }

    @Test
    void callers_are_told_and_nothing_is_lost_while_the_database_is_gone_or_read_only() throws SQLException {
        String conversation = Api.conversation(planner("ann"));
        Visit visit = Visit.of("visitor");
        try (Load load = Load.paced(app::url, 8, 100)) {
            load.awaitAnswers(100);
            makeReadOnly(true);
            postgres.kill();

            await().atMost(Duration.ofSeconds(20)).until(() -> app.status("/q/health/ready") == 503);
            isRefused(visit, conversation);

            postgres = EmbeddedDatabase.in(HOME, postgres.port());
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> RestAssured.given()
                            .baseUri("http://localhost:" + app.managementPort())
                            .get("/q/health/ready")
                            .then()
                            .statusCode(503)
                            .body(containsString("is read-only")));
            isRefused(visit, conversation);

            makeReadOnly(false);
            Instant writable = Instant.now();
            load.awaitAnswers(1);
            System.out.printf(
                    "first answer %d ms after the database took writes again%n",
                    Duration.between(writable, Instant.now()).toMillis());
            await().atMost(Duration.ofSeconds(30)).until(app::isReady);
            assertThat(planner("ann")
                            .body("{\"conversationId\":\"" + conversation + "\",\"content\":\"hikers\"}")
                            .post("/chat/messages")
                            .statusCode())
                    .isEqualTo(201);
            load.awaitAnswers(100);
            load.stop();
            accounting.awaitDrained(Duration.ofSeconds(60));
            accounting.settle("a database that was gone and then read-only", load);
        }
    }

    private static void isRefused(Visit visit, String conversation) {
        visit.call("save_item", "itemId", "tent-1")
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", matchesPattern("\\d+"))
                .body("code", is(UNAVAILABLE));
        chatgpt()
                .header("Accept", "application/json, text/event-stream")
                .body(MCP_CALL)
                .post("/mcp")
                .then()
                .statusCode(200)
                .body(containsString("\"isError\":true"))
                .body(containsString(UNAVAILABLE))
                .body(containsString("retryAfterSeconds"));
        planner("ann")
                .body("{\"conversationId\":\"" + conversation + "\",\"content\":\"hikers\"}")
                .post("/chat/messages")
                .then()
                .statusCode(503)
                .header("Retry-After", matchesPattern("\\d+"))
                .body("code", is(UNAVAILABLE));
    }

    private void makeReadOnly(boolean readOnly) throws SQLException {
        String url = "jdbc:" + postgres.database("postgres") + "?user=" + postgres.user();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("set default_transaction_read_only = off");
            statement.execute("alter system set default_transaction_read_only = " + (readOnly ? "on" : "off"));
            if (!readOnly) {
                statement.execute("select pg_reload_conf()");
            }
        }
    }
}
