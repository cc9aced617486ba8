package dev.earshot.shipping.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Viewer;
import dev.earshot.testing.process.RunningApp;
import dev.earshot.testing.stub.ModelStub;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * What the packaged application finds by name, by reflection or as a resource while it does everything that it can,
 * compared with what the native image will know. The binary itself needs no such test: there, what is missing fails.
 */
@DisabledIfSystemProperty(named = "earshot.test.binary", matches = ".*", disabledReason = "The binary is no JVM")
class NativeLookupsIT {
    /** An answer as well as any: there is nothing to stop, or to try again. */
    private static final int CONFLICT = 409;

    private static final Path FOLDER = Path.of("target", "lookups");

    private final Surroundings surroundings = new Surroundings();
    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void start() {
        settings.putAll(surroundings.start());
        surroundings.netmera().hasPanel(new JsonObject());
    }

    @AfterEach
    void stop() {
        surroundings.stop();
        RestAssured.reset();
    }

    @Test
    void all_that_is_looked_up_at_run_time_is_in_the_image() throws IOException {
        Path record = FOLDER.resolve("record.tsv");
        Files.createDirectories(FOLDER);
        Files.deleteIfExists(record);
        String agent = "-javaagent:" + LookupAgent.jar(FOLDER) + "=" + record;
        try (RunningApp app = started(agent)) {
            RestAssured.port = app.port();
            Map<String, Integer> statuses = new EveryRoute(app).take();
            statuses.values().removeIf(status -> status < 300 || status == CONFLICT);
            assertThat(statuses)
                    .as("The record is worth what was called: routes that need another id or body")
                    .isEmpty();
            app.stop();
        }
        withAModel(agent);
        LookupRecord lookups = LookupRecord.read(record);
        assertThat(lookups.targets())
                .as("The record itself: a class by its name, members, a resource, a service")
                .contains(
                        "com.github.benmanes.caffeine.cache.PSAMS",
                        "dev.earshot.http.error.ImportStep$Report",
                        "tool/tools.json",
                        "java.sql.Driver");
        assertThat(lookups.missing(NativeConfig.read()))
                .as("Register it (@RegisterForReflection, quarkus.native.resources.includes), or say in"
                        + " LookupRecord why not")
                .isEmpty();
    }

    /** To change classes takes time, and more on a busy machine. */
    private RunningApp started(String agent) {
        RunningApp app = RunningApp.launch(settings, agent);
        try {
            await().atMost(Duration.ofMinutes(3)).until(app::isReady);
        } catch (RuntimeException | Error failure) {
            app.close();
            throw failure;
        }
        return app;
    }

    private void withAModel(String agent) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        settings.putAll(Map.of(
                "EARSHOT_AGENT", "model",
                "EARSHOT_MODEL_URL", "http://localhost:" + port + "/v1",
                "EARSHOT_MODEL_NAME", "stub"));
        try (ModelStub model = new ModelStub(port);
                RunningApp app = started(agent)) {
            RestAssured.port = app.port();
            model.willSay("Hikers", " it is.");
            String conversation = Api.conversation(Api.planner("ann"));
            Viewer.asks(app.url(), "ann", conversation, "Hikers in California").awaitEnd();
            app.stop();
        }
    }
}
