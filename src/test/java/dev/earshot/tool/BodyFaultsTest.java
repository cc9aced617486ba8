package dev.earshot.tool;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;

import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is wrong with a body is said as it is, with its place. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class BodyFaultsTest {
    @Test
    void a_key_that_stands_twice_within_a_member_is_refused_by_name_too() {
        Api.planner("ann")
                .body("{\"rule\":{\"all\":[{\"any\":[{\"event\":\"ai_item_saved\",\"event\":\"x\"}]}]}}")
                .post("/audiences/estimate")
                .then()
                .statusCode(400)
                .body("code", is("INVALID_JSON"))
                .body("errors.field", contains("rule.all.0.any.0.event"))
                .body("errors.message", contains("is there twice"));
    }

    @Test
    void what_is_no_json_and_what_is_no_object_are_told_apart() {
        for (String path : List.of("/audiences/estimate", "/chat/messages")) {
            broken(Api.planner("ann"), path, "[]", "The body is not a JSON object");
            broken(Api.planner("ann"), path, "{\n\"rule\": ]", "The body is not valid JSON (line 2, column 9)");
        }
        broken(Api.chatgpt(), "/tools/start_session", "[]", "The body is not a JSON object");
        broken(Api.chatgpt(), "/tools/start_session", "{\"a\":1,}", "The body is not valid JSON (line 1, column 8)");
        broken(Api.chatgpt(), "/tools/start_session", "{} {}", "The body is not valid JSON (line 1, column 4)");
    }

    private static void broken(RequestSpecification caller, String path, String body, String detail) {
        caller.body(body)
                .post(path)
                .then()
                .statusCode(400)
                .body("code", is("INVALID_JSON"))
                .body("detail", is(detail));
    }

    @Test
    void an_entry_that_is_null_is_named_by_its_place() {
        wrong(Api.planner("ann"), "/audiences/estimate", "{\"rule\":{\"all\":[null]}}", "rule.all[0]");
        String criterion = "{\"rule\":{\"all\":[{\"any\":[\"int_hiking\",null]}]}}";
        wrong(Api.planner("ann"), "/audiences/estimate", criterion, "rule.all[0].any[1]");
        String step = "{\"rule\":{\"none\":[{\"sequence\":[{\"event\":\"ai_item_saved\"},null]}]}}";
        wrong(Api.planner("ann"), "/audiences/estimate", step, "rule.none[0].sequence[1]");
        wrong(Api.planner("ann"), "/chat/ui", "{\"id\":\"a\",\"messages\":[null]}", "messages[0]");
    }

    @Test
    void a_word_that_is_none_of_those_expected_is_answered_with_them() {
        wrong(Api.planner("ann"), "/chat/messages/msg_x/feedback", "{\"rating\":\"good\"}", "rating")
                .body("errors.message", contains("must be one of up, down"));
        wrong(Api.admin(), "/admin/api-keys", "{\"platform\":\"My GPT\"}", "platform")
                .body("errors.message", contains(startsWith("must have 1 to 50 small letters")));
    }

    @Test
    void a_body_that_may_be_left_out_needs_no_content_type_either() {
        given().auth()
                .oauth2(Api.token("ann", "planner"))
                .noContentType()
                .post("/chat/conversations")
                .then()
                .statusCode(201);
        given().auth()
                .oauth2(Api.token("ann", "admin"))
                .noContentType()
                .post("/admin/deliveries/dlv_x/retry")
                .then()
                .statusCode(404)
                .body("code", is("DELIVERY_NOT_FOUND"));
    }

    @Test
    void thousands_of_wrong_names_are_refused_at_once_and_fifty_are_told() {
        JsonObject profile = new JsonObject();
        IntStream.range(0, 4000).forEach(n -> profile.put(Integer.toString(n), 1));
        JsonObject arguments = new JsonObject()
                .put("sessionId", Visit.anonymous().sessionId())
                .put("customerId", "user_1")
                .put("profile", profile);
        Api.chatgpt()
                .body(arguments.encode())
                .post("/tools/identify_customer")
                .then()
                .statusCode(400)
                .body("code", is("INVALID_ARGUMENTS"))
                .body("errors", hasSize(50))
                .time(lessThan(10_000L));
        Api.chatgpt()
                .body(new JsonObject().put("k".repeat(30_000), 1).encode())
                .post("/tools/start_session")
                .then()
                .statusCode(400)
                .body("errors.field", contains("k".repeat(200) + "…"));
    }

    @Test
    void a_query_of_nothing_visible_is_blank() {
        String session = Visit.anonymous().sessionId();
        for (String query : List.of("   ", "\\u200b\\u200b", "\\u202e")) {
            Api.chatgpt()
                    .body("{\"sessionId\":\"" + session + "\",\"query\":\"" + query + "\"}")
                    .post("/tools/search_items")
                    .then()
                    .statusCode(400)
                    .body("errors.field", contains("query"))
                    .body("errors.message", contains("must not be blank"));
        }
    }

    private static ValidatableResponse wrong(RequestSpecification caller, String path, String body, String field) {
        return caller.body(body)
                .post(path)
                .then()
                .statusCode(400)
                .body("code", is("INVALID_INPUT"))
                .body("errors.field", contains(field));
    }
}
