package dev.earshot.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.testing.Visit;
import dev.earshot.testing.process.RunningApp;
import dev.earshot.testing.stub.NetmeraStub.Reply;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever is done on the page, with an agent that answers at once. */
class ConsoleIT extends ConsoleScenarios {
    @BeforeAll
    static void start() throws SQLException {
        start("0s");
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
    void a_login_that_has_ended_is_renewed_and_the_page_stays_where_it_was() {
        shows("expired");
        shows("typed");
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
}
