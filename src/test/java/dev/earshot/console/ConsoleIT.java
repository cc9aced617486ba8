package dev.earshot.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.earshot.testing.Browser;
import dev.earshot.testing.Catalogue;
import dev.earshot.testing.IdentityProvider;
import dev.earshot.testing.NetmeraStub;
import dev.earshot.testing.NetmeraStub.Reply;
import dev.earshot.testing.Nginx;
import dev.earshot.testing.Npm;
import dev.earshot.testing.RunningApp;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonArray;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The page in a real browser, before the packaged application and an identity provider. What is clicked and seen stands
 * in {@code src/test/console}. Needs Chromium and Node.js with npm, which {@code .ci/run} installs.
 */
class ConsoleIT {
    private static final Duration A_WHILE = Duration.ofSeconds(60);

    private static final Surroundings SURROUNDINGS = new Surroundings();
    private static Map<String, String> settings;
    private static IdentityProvider provider;
    private static RunningApp app;
    private static Npm scripts;
    private static Optional<Path> browser;

    private final NetmeraStub netmera = SURROUNDINGS.netmera();

    @BeforeAll
    static void start() throws SQLException {
        browser = Browser.onThisMachine();
        assumeTrue(browser.isPresent(), "Skipped: there is no Chromium on this machine");
        scripts = Npm.install("console");
        settings = SURROUNDINGS.start();
        provider = IdentityProvider.started();
        settings.keySet().removeAll(List.of("EARSHOT_JWT_PUBLIC_KEY", "EARSHOT_JWT_ISSUER"));
        settings.putAll(provider.settings());
        app = RunningApp.start(settings, "-Dearshot.chat.word-every=60ms");
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

    @Test
    void a_planner_comes_from_a_brief_to_an_active_audience() {
        shows("planner", Map.of("hikers", 30, "members", 15, "withoutFemale", 25));
        assertThat(netmera.calls().stream()
                        .filter(call -> call.method().equals("tagUsers"))
                        .flatMap(call -> call.body().stream())
                        .distinct())
                .hasSize(15);
    }

    @Test
    void a_reload_in_mid_answer_loses_nothing_and_asks_nothing_again() {
        shows("reload");
    }

    @Test
    void an_answer_can_be_stopped() {
        shows("stop");
    }

    @Test
    void two_tabs_show_one_answer() {
        shows("tabs");
    }

    @Test
    void a_login_that_has_ended_is_renewed_and_the_page_stays_where_it_was() {
        shows("expired");
        shows("typed");
    }

    @Test
    void an_answer_goes_on_after_a_login_that_ended_while_it_was_followed() {
        shows("resumed");
    }

    @Test
    void there_is_one_draft_wherever_it_is_changed() {
        shows("draft", Map.of("withoutFemale", 25));
        shows("retired");
    }

    @Test
    void nothing_is_lost_that_is_sent_too_early() {
        shows("early");
    }

    @Test
    void nothing_of_a_person_stays_when_they_leave() {
        shows("leaving");
    }

    @Test
    void what_is_pressed_twice_is_done_once() {
        shows("twice");
    }

    @Test
    void an_address_that_leads_nowhere_is_said_to_be_so() {
        shows("cutOff");
    }

    @Test
    void a_token_that_can_be_renewed_is_renewed_unnoticed() {
        provider.renews(true);
        int before = provider.renewals();
        shows("renewed");
        assertThat(provider.renewals()).isGreaterThan(before);
    }

    @Test
    void an_operator_tries_a_tool_and_follows_it_to_netmera() {
        netmera.hasPanel(new JsonObject()
                .put(
                        "customEvents",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("code", "ai_query_submitted")
                                        .put("eventName", "ai_query_submitted")
                                        .put("attributes", new JsonArray()))));
        shows("operator", Map.of("customer", "user_tried"));
        assertThat(netmera.namesReceived("user_tried")).contains("AISessionStarted", "AIQuerySubmitted");
    }

    @Test
    void an_outage_of_netmera_is_seen_and_so_is_its_end() {
        netmera.answers(call -> Reply.of(500, "{\"code\":2001,\"error\":\"internal\"}"));
        Visit.of("user_outage").does("save_item", "itemId", "tent-1");
        shows("outage", Map.of("customer", "user_outage"));

        netmera.answers(call -> call.body().encode().contains("AIResultViewed")
                ? Reply.of(400, "{\"code\":2020,\"error\":\"price is missing\"}")
                : Reply.OK);
        Visit.of("user_rejected").does("view_item", "itemId", "tent-1");
        await().atMost(A_WHILE)
                .until(() -> netmera.namesReceived("user_outage").contains("AIItemSaved")
                        && netmera.namesReceived("user_rejected").contains("AISessionStarted"));
        netmera.answers(call -> Reply.OK);
        shows("recovery", Map.of("rejected", "user_rejected"));
        assertThat(netmera.namesReceived("user_rejected")).contains("AIResultViewed");
    }

    @Test
    void a_support_desk_finds_a_customer_and_reads_what_happened() {
        Visit visit = Visit.of("user_support");
        JsonObject profile = new JsonObject().put("name", "Ayşe Destek").put("email", "ayse@example.com");
        visit.does("identify_customer", "customerId", "user_support", "profile", profile);
        visit.does("save_item", "itemId", "tent-1");
        await().atMost(A_WHILE)
                .until(() -> netmera.namesReceived("user_support").contains("AIItemSaved"));
        shows("support", Map.of("customer", "user_support", "name", "ayse destek"));
        await().atMost(A_WHILE).until(() -> netmera.deleted().contains("user_support"));
    }

    @Test
    void an_operator_reads_where_customers_were_lost_and_what_conversions_came_from() {
        Visit visit = Visit.of("user_reported");
        visit.does("search_items", "query", "a tent for reports");
        visit.does("save_item", "itemId", "tent-1");
        visit.does("complete_conversion", "itemId", "tent-1", "revenue", 240, "currency", "USD");
        shows("reports");
    }

    @Test
    void a_planner_comes_from_what_customers_did_to_a_daily_audience_and_its_report() {
        for (int n = 1; n <= 8; n++) {
            Visit.of("user_saver" + n).does("save_item", "itemId", "tent-1");
        }
        shows("story");
    }

    @Test
    void a_rule_is_made_by_clicking_alone() {
        shows("clicked");
    }

    @Test
    void an_operator_makes_a_key_and_imports_items_and_signals() {
        shows("setup");
    }

    @Test
    void everything_can_be_done_with_the_keyboard() {
        shows("keyboard");
    }

    @Test
    void nothing_is_cut_off_on_a_phone() {
        shows("phone");
    }

    @Test
    void axe_finds_nothing_serious() {
        Visit.of("user_axe");
        shows("axe");
    }

    @Test
    void below_a_path_that_a_proxy_strips_people_log_in_and_chat() {
        try (Nginx nginx = Nginx.with("location /earshot/ { proxy_pass http://127.0.0.1:" + app.port() + "/; }")) {
            shows("stop", nginx.url() + "/earshot", Map.of());
        }
    }

    @Test
    void without_the_console_there_is_no_page() {
        try (RunningApp bare = RunningApp.start(
                Map.copyOf(settings), "-Dearshot.console.enabled=false", "-Dearshot.outbox.dispatch=false")) {
            for (String path : List.of("/", "/console/main.js", "/_static/lit-html/3.3.2/lit-html.js")) {
                assertThat(RestAssured.get(bare.url() + path).statusCode())
                        .as(path)
                        .isEqualTo(404);
            }
        }
    }

    private static void shows(String scenario) {
        shows(scenario, Map.of());
    }

    private static void shows(String scenario, Map<String, Object> given) {
        shows(scenario, app.url(), given);
    }

    private static void shows(String scenario, String url, Map<String, Object> given) {
        String output = scripts.run(
                "node", "run.mjs", browser.orElseThrow().toString(), scenario, url, new JsonObject(given).encode());
        assertThat(output).contains(scenario + ": passed");
    }
}
