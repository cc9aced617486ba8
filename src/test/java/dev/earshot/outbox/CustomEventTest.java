package dev.earshot.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Api;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Events that the configuration adds to the taxonomy come from tools of their own, are enforced, and are checked
 * against the panel.
 */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class CustomEventTest extends Drained {

    @AfterEach
    void forgetThePanel() {
        netmera.hasPanel(null);
    }

    @Test
    void each_has_a_tool_that_says_when_to_use_it_and_what_it_takes() {
        Api.chatgpt()
                .get("/tools?format=openai")
                .then()
                .statusCode(200)
                .body("data.function.name", hasItems("start_session", "record_ai_quote_requested"))
                .rootPath("data.function.find { it.name == 'record_ai_quote_requested' }")
                .body("description", is("The customer asked for a quote for an item."))
                .body("parameters.properties.quantity.type", is("integer"))
                .body("parameters.required", containsInAnyOrder("sessionId", "item_id", "quantity"));
    }

    @Test
    void it_is_delivered_in_its_place_with_its_parameters_as_the_wire_spells_them() {
        Visit visit = Visit.of(customer);
        visit.does("record_ai_quote_requested", "item_id", "tent-1", "quantity", 12, "needed_by", "2026-12-01");
        visit.does("save_item", "itemId", "tent-1");
        drain();

        assertThat(netmera.namesReceived(customer))
                .containsExactly("AISessionStarted", "AIQuoteRequested", "AIItemSaved");
        JsonObject quote = netmera.received(customer).get(1);
        assertThat(quote.getString("itemId")).isEqualTo("tent-1");
        assertThat(quote.getInteger("quantity")).isEqualTo(12);
        assertThat(quote.getString("neededBy")).isEqualTo("2026-12-01");
    }

    @Test
    void a_call_without_what_is_required_or_with_wrong_types_is_refused_by_name_and_stores_nothing() {
        Visit visit = Visit.of(customer);

        visit.call("record_ai_quote_requested", "quantity", "many", "needed_by", "2026-02-31", "colour", "red")
                .statusCode(400)
                .body("code", is("INVALID_ARGUMENTS"))
                .body("errors.field", containsInAnyOrder("item_id", "quantity", "needed_by", "colour"))
                .body("errors.find { it.field == 'quantity' }.message", is("must be of type integer"))
                .body(
                        "errors.find { it.field == 'needed_by' }.message",
                        is("must be a day that exists, such as 2026-01-31"));
        for (String day : List.of("tomorrow", "2026-12-01\n", "2025-02-29", "2026-13-01")) {
            visit.call("record_ai_quote_requested", "item_id", "x", "quantity", 1, "needed_by", day)
                    .statusCode(400)
                    .body("errors.field", contains("needed_by"));
        }
        visit.call("record_ai_advice_rated", "helpful", "yes")
                .statusCode(400)
                .body("errors.field", contains("helpful"));
        assertThat(drain()).isEqualTo(1);
    }

    @Test
    void a_retry_with_the_same_key_is_one_event() {
        Visit visit = Visit.of(customer);
        for (int i = 0; i < 2; i++) {
            visit.does("record_ai_advice_rated", "helpful", true, "idempotencyKey", customer);
        }
        drain();

        assertThat(netmera.namesReceived(customer)).containsExactly("AISessionStarted", "AIAdviceRated");
    }

    @Test
    void a_panel_that_does_not_know_it_or_types_it_otherwise_is_found_out() {
        JsonObject quote = new JsonObject()
                .put("code", "AIQuoteRequested")
                .put(
                        "attributes",
                        new JsonArray()
                                .add(new JsonObject().put("code", "itemId").put("dataType", "STRING"))
                                .add(new JsonObject().put("code", "quantity").put("dataType", "STRING"))
                                .add(new JsonObject().put("code", "needed_by").put("dataType", "DATE")));
        netmera.hasPanel(new JsonObject().put("customEvents", new JsonArray().add(quote)));

        Api.admin()
                .get("/admin/taxonomy-check")
                .then()
                .statusCode(200)
                .rootPath("data.findAll { it.event == 'ai_quote_requested' }")
                .body("problem", containsInAnyOrder("type", "spelling"))
                .body("ours", containsInAnyOrder("quantity LONG", "neededBy"))
                .rootPath("data.findAll { it.event == 'ai_advice_rated' }")
                .body("problem", contains("missing_event"));
    }
}
