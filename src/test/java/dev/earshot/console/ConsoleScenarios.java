package dev.earshot.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.earshot.testing.Catalogue;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.process.Browser;
import dev.earshot.testing.process.Npm;
import dev.earshot.testing.process.RunningApp;
import dev.earshot.testing.stub.IdentityProvider;
import dev.earshot.testing.stub.NetmeraStub;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * The page in a real browser, before the packaged application and an identity provider. What is clicked and seen stands
 * in {@code src/test/console}. Needs Chromium and Node.js with npm, which {@code .ci/run} installs.
 */
abstract class ConsoleScenarios {
    static final Duration A_WHILE = Duration.ofSeconds(60);

    private static final Surroundings SURROUNDINGS = new Surroundings();

    static Map<String, String> settings;
    static IdentityProvider provider;
    static RunningApp app;
    private static Npm scripts;
    private static Optional<Path> browser;

    final NetmeraStub netmera = SURROUNDINGS.netmera();

    /** With an agent that says a word every so often. */
    static void start(String wordEvery) throws SQLException {
        browser = Browser.onThisMachine();
        assumeTrue(browser.isPresent(), "Skipped: there is no Chromium on this machine");
        scripts = Npm.install("console");
        settings = SURROUNDINGS.start();
        provider = IdentityProvider.started();
        settings.keySet().removeAll(List.of("EARSHOT_JWT_PUBLIC_KEY", "EARSHOT_JWT_ISSUER"));
        settings.putAll(provider.settings());
        app = RunningApp.start(settings, "-Dearshot.chat.word-every=" + wordEvery);
        RestAssured.port = app.port();
        Catalogue.ofASmallShop(RestAssured.given().auth().oauth2(provider.token()));
        customersShowSignals();
    }

    @AfterAll
    static void stop() {
        if (app != null) {
            app.close();
            provider.end();
            SURROUNDINGS.stop();
        }
        RestAssured.reset();
    }

    @BeforeEach
    void quiet() {
        netmera.reset();
        provider.renews(false);
    }

    /** 40 Californians, of whom 30 bought hiking gear; 20 of those are women, and 5 of these students. */
    private static void customersShowSignals() throws SQLException {
        String database = "jdbc:" + settings.get("EARSHOT_DB") + "?user=" + settings.get("EARSHOT_DB_USER");
        try (Connection connection = DriverManager.getConnection(database)) {
            connection.createStatement().execute("""
                    with shown as (
                      insert into customer_signal (customer_id, signal_id, strength, count, first_seen, last_seen,
                        source)
                      select 'user_' || n, signal, 1, 1, now(), now(), 'test'
                      from generate_series(1, 40) n,
                        (values ('loc_ca', 40), ('trans_hiking', 30), ('demo_female', 20),
                          ('demo_student', 5)) as s(signal, most)
                      where n <= most returning customer_id, signal_id)
                    insert into signal_change (customer_id, signal_id) select customer_id, signal_id from shown""");
        }
    }

    static void shows(String scenario) {
        shows(scenario, Map.of());
    }

    static void shows(String scenario, Map<String, Object> given) {
        shows(scenario, app.url(), given);
    }

    static void shows(String scenario, String url, Map<String, Object> given) {
        String output = scripts.run(
                "node", "run.mjs", browser.orElseThrow().toString(), scenario, url, new JsonObject(given).encode());
        assertThat(output).contains(scenario + ": passed");
    }
}
