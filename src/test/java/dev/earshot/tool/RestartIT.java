package dev.earshot.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.testing.Catalogue;
import dev.earshot.testing.NetmeraStub;
import dev.earshot.testing.RunningApp;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
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

    private void killAndRestart() {
        app.kill();
        restart();
    }

    private void restart() {
        app = RunningApp.start(settings, "-Dearshot.outbox.lease=10s");
        RestAssured.port = app.port();
    }
}
