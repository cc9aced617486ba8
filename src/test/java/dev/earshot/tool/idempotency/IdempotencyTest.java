package dev.earshot.tool.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.earshot.testing.Api;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A call that is sent again has one effect, and its first answer. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class IdempotencyTest extends KeyedCalls {
    @Test
    void a_retry_gets_the_first_answer_with_status_and_body_and_has_no_second_effect() {
        Visit visit = Visit.of("user_" + key);
        JsonObject conversion = conversion(visit, 540.10);

        Response first = call(Api.chatgpt(), conversion, key);
        Response again = call(Api.chatgpt(), conversion, key);

        first.then().statusCode(200).header("Idempotency-Replayed", nullValue());
        again.then().statusCode(200).header("Idempotency-Replayed", is("true"));
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(events("user_" + key, "ai_conversion_completed")).isEqualTo(1);
    }

    @Test
    void every_tool_that_changes_something_can_be_retried_by_header_or_argument() {
        JsonObject start = new JsonObject().put("customerId", "user_" + key).put("idempotencyKey", key);
        String sessionId = twice("start_session", start).path("data.sessionId");
        JsonObject visit = new JsonObject().put("sessionId", sessionId);
        for (String tool : List.of("search_items", "view_item", "save_item", "identify_customer")) {
            JsonObject arguments = visit.copy().put("idempotencyKey", key + tool);
            switch (tool) {
                case "search_items" -> arguments.put("query", "tent");
                case "identify_customer" -> arguments.put("customerId", "user_" + key);
                default -> arguments.put("itemId", "tent-1");
            }
            twice(tool, arguments);
        }
        assertThat(List.of("ai_session_started", "ai_query_submitted", "ai_result_viewed", "ai_item_saved"))
                .allMatch(event -> events("user_" + key, event) == 1);
    }

    @Test
    void a_key_that_comes_with_another_call_is_refused() {
        Visit visit = Visit.anonymous();
        call(Api.chatgpt(), conversion(visit, 1), key).then().statusCode(200);

        call(Api.chatgpt(), conversion(visit, 2), key)
                .then()
                .statusCode(422)
                .body("code", is("IDEMPOTENCY_KEY_REUSED"))
                .body("title", is("Unprocessable Content"));
    }

    @Test
    void the_order_of_arguments_does_not_matter() {
        Visit visit = Visit.anonymous();
        call(Api.chatgpt(), conversion(visit, 1), key).then().statusCode(200);
        JsonObject turned = new JsonObject().put("currency", "USD").put("revenue", 1.0);
        conversion(visit, 1.0).stream().forEach(entry -> turned.put(entry.getKey(), entry.getValue()));
        call(Api.chatgpt(), turned, key).then().statusCode(200).header("Idempotency-Replayed", is("true"));
    }

    @Test
    void another_platform_may_use_the_same_key() {
        call(Api.chatgpt(), "start_session", new JsonObject(), key).then().statusCode(200);
        call(Api.claude(), "start_session", new JsonObject(), key)
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", nullValue());
    }

    @Test
    void a_refusal_is_repeated_as_well() {
        JsonObject unknown =
                new JsonObject().put("sessionId", Visit.anonymous().sessionId()).put("itemId", "no-such-item");
        call(Api.chatgpt(), "save_item", unknown, key).then().statusCode(404);
        call(Api.chatgpt(), "save_item", unknown, key)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .header("Idempotency-Replayed", is("true"))
                .body("code", is("ITEM_NOT_FOUND"));
    }

    @Test
    void a_key_is_forgotten_after_a_day() {
        call(Api.chatgpt(), "start_session", new JsonObject(), key).then().statusCode(200);
        clock.advance(Duration.ofHours(23));
        call(Api.chatgpt(), "start_session", new JsonObject(), key).then().header("Idempotency-Replayed", is("true"));
        clock.advance(Duration.ofHours(2));
        call(Api.chatgpt(), "start_session", new JsonObject(), key).then().header("Idempotency-Replayed", nullValue());
    }

    @Test
    void a_key_must_be_of_a_usable_length() {
        call(Api.chatgpt(), "start_session", new JsonObject(), "x".repeat(256))
                .then()
                .statusCode(400);
        for (String bad : List.of(" ", "x".repeat(256))) {
            call(Api.chatgpt(), "start_session", new JsonObject().put("idempotencyKey", bad), null)
                    .then()
                    .statusCode(400);
        }
    }

    private Response twice(String tool, JsonObject arguments) {
        Response first = call(Api.chatgpt(), tool, arguments, null);
        first.then().statusCode(200).header("Idempotency-Replayed", nullValue());
        Response again = call(Api.chatgpt(), tool, arguments, null);
        again.then().statusCode(200).header("Idempotency-Replayed", is("true"));
        assertThat(again.asString()).isEqualTo(first.asString());
        return first;
    }
}
