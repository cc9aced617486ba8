package dev.earshot.tool.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.earshot.testing.Api;
import dev.earshot.testing.Management;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Mcp;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.database.Rows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** Tools of one's own through the front door, and what happens to them in front of a backend on a real port. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class OwnToolTest extends CalledBackend {
    @Test
    void it_is_listed_like_any_other_with_its_hints_and_schemas() {
        Api.chatgpt()
                .get("/tools")
                .then()
                .statusCode(200)
                .body("data.name", hasItems("search_items", "reserve_item"))
                .rootPath("data.find { it.name == 'reserve_item' }")
                .body("title", is("Reserve an item"))
                .body("inputSchema.required", contains("sessionId", "itemId", "quantity"))
                .body("inputSchema.properties", hasKey("idempotencyKey"))
                .body("inputSchema.properties.note.maxLength", is(1000))
                .body("outputSchema.properties.result.properties.price.type", is("number"))
                .body("annotations.readOnlyHint", is(false))
                .body("annotations.idempotentHint", is(true));
        for (String format : new String[] {"openai", "openai-strict", "gemini", "anthropic"}) {
            Api.chatgpt().get("/tools?format=" + format).then().statusCode(200).body(containsString("reserve_item"));
        }
        Api.chatgpt()
                .get("/tools/openapi.json")
                .then()
                .statusCode(200)
                .rootPath("paths.'/tools/reserve_item'.post")
                .body("operationId", is("reserve_item"))
                .body("x-openai-isConsequential", is(true))
                .body("responses", hasKey("504"));
        assertThat(Mcp.tools(Api.chatgpt()))
                .filteredOn(tool -> tool.getString("name").equals("look_up_stock"))
                .singleElement()
                .satisfies(tool -> assertThat(tool.getJsonObject("annotations").getBoolean("readOnlyHint"))
                        .isTrue());
    }

    @Test
    void an_event_that_a_backend_causes_has_no_tool_that_only_records_it() {
        Api.chatgpt()
                .get("/tools")
                .then()
                .body("data.name", hasItems("reserve_item", "record_ai_advice_rated"))
                .body("data.name", not(hasItem("record_ai_item_reserved")));
        Visit.of(customer)
                .call("record_ai_item_reserved", "item_id", "tent-1", "quantity", 1)
                .statusCode(404);
        assertThat(Mcp.tools(Api.chatgpt()))
                .extracting(tool -> tool.getString("name"))
                .doesNotContain("record_ai_item_reserved");
    }

    @Test
    void a_tool_from_an_openapi_document_is_called_like_one_that_is_described_by_hand() {
        Visit visit = Visit.of(customer);
        Api.chatgpt()
                .get("/tools")
                .then()
                .rootPath("data.find { it.name == 'rate_item' }")
                .body("title", is("Rate an item"))
                .body("inputSchema.required", contains("sessionId", "item", "stars"))
                .body("outputSchema.properties.result.properties.category.type", is("string"));
        visit.call("rate_item", "item", "tent 1", "stars", 6)
                .statusCode(400)
                .body("errors.field", contains("stars"))
                .body("errors.message", contains("must be at most 5"));
        visit.call("rate_item", "item", "tent 1", "stars", 5, "xChannel", "a\nb")
                .statusCode(400)
                .body("errors.field", contains("xChannel"));

        visit.does("rate_item", "item", "tent 1", "stars", 5, "comment", null, "xChannel", "chat")
                .body("data.result.id", containsString("R-"))
                .body("data.result.category", is("camping > tents"));

        assertThat(backend.requests("/api")).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("PUT");
            assertThat(request.uri()).isEqualTo("/api/items/tent%201/ratings");
            assertThat(request.headers().get("X-Channel")).isEqualTo("chat");
            assertThat(request.json())
                    .isEqualTo(new JsonObject().put("stars", 5).put("customer", customer));
        });
        assertThat(events("ai_item_saved")).isEqualTo(1);
    }

    @Test
    void calls_are_timed_by_backend_without_addresses_and_arguments() {
        Visit.of(customer).does("reserve_item", "itemId", "item-of-" + customer, "quantity", 1);

        assertThat(Management.metrics())
                .containsPattern("earshot_backend_requests_seconds_count\\{backend=\"shop\",status=\"2xx\"")
                .doesNotContain(customer);
    }

    @Test
    void an_argument_can_change_neither_the_host_nor_the_folder() {
        Visit visit = Visit.of(customer);
        for (String climbing : new String[] {
            "..", ".", "../admin", "a/../../b", "..\\admin", "%2e%2e", "%252E%252e%252fadmin", "..;/x", "a\nb"
        }) {
            visit.call("reserve_item", "itemId", climbing, "quantity", 1)
                    .statusCode(400)
                    .body("code", is("INVALID_ARGUMENTS"))
                    .body("errors.field", contains("itemId"));
        }
        assertThat(backend.requests("/")).isEmpty();
        for (String harmless : new String[] {"@evil.example", "//evil.example", ":80", "?x=1", "#x", "{customer.id}"}) {
            visit.does("reserve_item", "itemId", harmless, "quantity", 1);
        }
        assertThat(backend.requests("/"))
                .hasSize(6)
                .allMatch(request -> request.uri().matches("/api/items/[A-Za-z0-9%._~-]+/reservations\\?store=main"));
        assertThat(backend.requests("/"))
                .last()
                .satisfies(request -> assertThat(request.uri()).contains("%7Bcustomer.id%7D"));
    }

    @Test
    void a_conversion_is_attributed_to_what_led_to_it() {
        Visit visit = Visit.of(customer);
        visit.does("search_items", "query", "tent");
        visit.does("book_item", "itemId", "tent-1").body("data.result.currency", is("USD"));

        assertThat(Rows.number(
                        pool,
                        "select count(*) from delivery where customer_id = $1 and kind = 'ai_conversion_completed'"
                                + " and body::jsonb @> '{\"item_id\": \"tent-1\", \"revenue\": 12.5,"
                                + " \"currency\": \"USD\", \"source_event\": \"ai_query_submitted\"}'",
                        customer))
                .isEqualTo(1);
        assertThat(Rows.number(pool, "select count(*) from session where id = $1 and converted", visit.sessionId()))
                .isEqualTo(1);
    }
}
