package dev.earshot.faults;

import static dev.earshot.testing.Api.admin;
import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.sandbox.EmbeddedDatabase;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.database.StandbyServer;
import dev.earshot.testing.process.RunningApp;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A standby for estimates, reports and lists: read while it keeps up, and never needed. */
class StandbyIT {
    private static final Path HOME = Surroundings.home().resolve("replicated-postgres");
    private static final String CAME = "{\"rule\":{\"all\":[{\"any\":[{\"event\":\"ai_session_started\"}]}]}}";
    private static final String IN_USE = "The standby of EARSHOT_DB_READ is used for reading";
    private static final String OUT_OF_USE = "The primary reads instead of the standby of EARSHOT_DB_READ";

    private final Surroundings surroundings = new Surroundings();
    private EmbeddedDatabase primary;
    private StandbyServer standby;
    private RunningApp app;

    @BeforeEach
    void start() {
        Map<String, String> settings = new HashMap<>(surroundings.start());
        primary = EmbeddedDatabase.in(HOME);
        String name = "replicated_" + Long.toString(System.nanoTime(), 36);
        settings.put("EARSHOT_DB", primary.database(name));
        standby = StandbyServer.of(primary, HOME, HOME.resolveSibling("standby-" + name));
        settings.put("EARSHOT_DB_READ", standby.url(name));
        settings.put("EARSHOT_DATABASE_READ_LAG", "10s");
        app = RunningApp.start(settings, Impatience.OPTIONS);
        RestAssured.baseURI = app.url();
        RestAssured.port = app.port();
    }

    @AfterEach
    void stop() {
        app.close();
        standby.close();
        primary.kill();
        surroundings.stop();
        RestAssured.reset();
    }

    @Test
    void estimates_come_from_the_standby_unless_it_is_late_or_gone() throws SQLException {
        awaitLogged(IN_USE, 1);
        Visit.of("ann");
        await().until(() -> estimate() == 1);

        standby.pause();
        Visit.of("bob");
        assertThat(estimate()).isEqualTo(1);
        awaitLogged(OUT_OF_USE, 1);
        assertThat(estimate()).isEqualTo(2);

        standby.resume();
        awaitLogged(IN_USE, 2);
        await().until(() -> estimate() == 2);

        standby.close();
        assertThat(estimate()).isEqualTo(2);
        admin().get("/admin/funnel").then().statusCode(200);
        admin().get("/admin/deliveries").then().statusCode(200);
        admin().get("/admin/calls").then().statusCode(200);
        awaitLogged(OUT_OF_USE, 2);
        assertThat(app.isReady()).isTrue();
    }

    private static int estimate() {
        return planner("ann")
                .body(CAME)
                .post("/audiences/estimate")
                .then()
                .statusCode(200)
                .extract()
                .path("data.count");
    }

    private void awaitLogged(String message, int times) {
        await().atMost(Duration.ofSeconds(60)).until(() -> logged(message) >= times);
    }

    private int logged(String message) throws IOException {
        return Files.readString(app.log().toPath()).split(message, -1).length - 1;
    }
}
