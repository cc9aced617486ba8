package dev.earshot.tool;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import dev.earshot.testing.Api;
import dev.earshot.testing.Catalogue;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.stub.InsightarcStub;
import dev.earshot.testing.stub.NetmeraStub;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A caller's mistake is answered as problem+json that says what is wrong and where. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class RefusalTest {
    NetmeraStub netmera;
    InsightarcStub insightarc;

    @BeforeEach
    void quiet() {
        netmera.reset();
        insightarc.reset();
        Catalogue.ofASmallShop();
    }

    @Test
    void an_unknown_tool_session_or_item_is_not_found() {
        problem(Visit.call(Api::chatgpt, "fly_to_moon", new JsonObject()), 404, "TOOL_NOT_FOUND");
        JsonObject unknown = new JsonObject().put("sessionId", "sess_nobody").put("query", "tent");
        problem(Visit.call(Api::chatgpt, "search_items", unknown), 404, "SESSION_NOT_FOUND");
        problem(Visit.anonymous().call("view_item", "itemId", "no-such-item"), 404, "ITEM_NOT_FOUND");
        problem(Visit.anonymous().call("save_item", "itemId", "no-such-item"), 404, "ITEM_NOT_FOUND");
    }

    @Test
    void a_session_of_another_platform_is_as_unknown_as_none() {
        JsonObject foreign =
                new JsonObject().put("sessionId", Visit.anonymous().sessionId()).put("query", "tent");
        problem(Visit.call(Api::claude, "search_items", foreign), 404, "SESSION_NOT_FOUND");
    }

    @Test
    void every_wrong_argument_is_named() {
        JsonObject wrong = new JsonObject()
                .put("query", 5)
                .put("limit", 51)
                .put("filters", new JsonObject().put("minPrice", "cheap").put("colour", "red"))
                .put("colour", "red");
        problem(Visit.call(Api::chatgpt, "search_items", wrong), 400, "INVALID_ARGUMENTS")
                .body(
                        "errors.field",
                        containsInAnyOrder(
                                "sessionId", "query", "limit", "filters.minPrice", "filters.colour", "colour"))
                .body("errors.find { it.field == 'sessionId' }.message", is("is missing"))
                .body("errors.find { it.field == 'query' }.message", is("must be of type string"))
                .body("errors.find { it.field == 'limit' }.message", is("must be at most 50"));
    }

    @Test
    void oversized_arguments_are_named_with_their_bound() {
        problem(Visit.anonymous().call("search_items", "query", "x".repeat(501)), 400, "INVALID_ARGUMENTS")
                .body("errors.field", equalTo(List.of("query")))
                .body("errors[0].message", is("must have at most 500 characters"));
    }

    @Test
    void a_number_that_is_no_price_is_refused() {
        for (Object revenue : new Object[] {-1, 1e300, "540", new JsonArray(), true}) {
            problem(
                            Visit.anonymous()
                                    .call("complete_conversion", "itemId", "x", "revenue", revenue, "currency", "USD"),
                            400,
                            "INVALID_ARGUMENTS")
                    .body("errors.field", equalTo(List.of("revenue")));
        }
    }

    @Test
    void text_that_cannot_be_stored_is_refused_by_name() {
        problem(Visit.anonymous().call("search_items", "query", "a\u0000b"), 400, "INVALID_ARGUMENTS")
                .body("errors.field", equalTo(List.of("query")));
        JsonObject profile = new JsonObject().put("name", "a\u0000b");
        problem(
                        Visit.anonymous().call("identify_customer", "customerId", "user_nul", "profile", profile),
                        400,
                        "INVALID_ARGUMENTS")
                .body("errors.field", equalTo(List.of("profile.name")));
    }

    @Test
    void a_body_that_is_no_json_object_is_refused() {
        for (String body : List.of("{", "[]", "7", "\"text\"", "{\"a\":}", "\u0000")) {
            problem(Api.chatgpt().body(body).post("/tools/start_session").then(), 400, "INVALID_JSON");
        }
    }

    @Test
    void a_missing_or_unknown_key_is_unauthenticated() {
        problem(
                given().contentType("application/json")
                        .body("{}")
                        .post("/tools/start_session")
                        .then(),
                401,
                "UNAUTHENTICATED");
        problem(
                given().header("X-API-Key", "guessed")
                        .contentType("application/json")
                        .body("{}")
                        .post("/tools/start_session")
                        .then(),
                401,
                "UNAUTHENTICATED");
        problem(given().header("X-API-Key", "guessed").get("/tools").then(), 401, "UNAUTHENTICATED");
    }

    @Test
    void an_api_key_does_not_open_what_is_for_admins() {
        problem(
                given().header("X-API-Key", Api.CHATGPT_KEY)
                        .contentType("application/x-ndjson")
                        .body(new byte[0])
                        .post("/admin/items/import")
                        .then(),
                403,
                "FORBIDDEN");
    }

    @Test
    void a_second_identification_with_another_id_is_a_conflict_and_changes_nothing() {
        Visit visit = Visit.anonymous();
        visit.does("identify_customer", "customerId", "user_first");
        visit.does("identify_customer", "customerId", "user_first");

        problem(visit.call("identify_customer", "customerId", "user_second"), 409, "SESSION_ALREADY_IDENTIFIED");
        visit.does("get_customer_context").body("data.customer.customerId", is("user_first"));
    }

    @Test
    void an_id_that_looks_like_one_of_ours_is_refused() {
        problem(Visit.anonymous().call("identify_customer", "customerId", "anon_guessed"), 400, "INVALID_ARGUMENTS")
                .body("errors.field", equalTo(List.of("customerId")));
    }

    @Test
    void the_tools_are_listed_in_the_shape_of_each_platform() {
        Api.chatgpt()
                .get("/tools?format=openai")
                .then()
                .statusCode(200)
                .body("data.size()", is(9))
                .body("data[0].type", is("function"))
                .body("data.function.name", org.hamcrest.Matchers.hasItem("search_items"))
                .body("data[2].function.parameters.required", containsInAnyOrder("sessionId", "query"));
        Api.chatgpt().get("/tools?format=anthropic").then().body("data[0].input_schema.type", is("object"));
        Api.chatgpt()
                .get("/tools?format=mcp")
                .then()
                .body("data[0].inputSchema.type", is("object"))
                .body("data[0].outputSchema.'$defs'.context", notNullValue());
        problem(Api.chatgpt().get("/tools?format=soap").then(), 400, "INVALID_INPUT");
    }

    @Test
    void an_answer_carries_the_id_of_its_request_and_keeps_a_callers() {
        Api.chatgpt().header("X-Request-Id", "mine-1").get("/tools").then().header("X-Request-Id", is("mine-1"));
        String forged =
                Api.chatgpt().header("X-Request-Id", "a b{}").get("/tools").header("X-Request-Id");
        assertThat(forged).startsWith("req_");
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status, String code) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("success", is(false))
                .body("status", is(status))
                .body("code", is(code))
                .body("requestId", notNullValue());
    }
}
