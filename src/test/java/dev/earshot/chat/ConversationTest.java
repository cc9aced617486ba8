package dev.earshot.chat;

import static dev.earshot.testing.Api.admin;
import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ManualDispatch.class)
@WithTestResource(Surroundings.class)
class ConversationTest extends SentPrompts {
    @Inject
    Pool pool;

    @Test
    void a_list_keeps_what_stands_under_its_headings() {
        JsonPath reply = planner("cem")
                .body(new JsonObject()
                        .put("content", "Target:\n- dog owners\n- people in Texas\nExclude:\n- students")
                        .encode())
                .post("/chat/messages")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();

        assertThat(reply.getList("data.metadata.draft.all.any.flatten()"))
                .contains("loc_tx")
                .doesNotContain("demo_student");
        assertThat(reply.getList("data.metadata.draft.none")).containsExactly("demo_student");
    }

    @Test
    void a_first_message_starts_a_conversation_that_is_called_by_it() {
        JsonPath reply = planner("cem")
                .body(Map.of("content", "Dog owners in Texas"))
                .post("/chat/messages")
                .then()
                .statusCode(201)
                .header("Location", containsString("/chat/conversations/conv_"))
                .body("success", is(true))
                .body("data.id", startsWith("msg_"))
                .body("data.role", is("agent"))
                .body("data.status", is("complete"))
                .body("data.content", not(is("")))
                .body("data.metadata.suggestedSignals.id[0]", not(is("")))
                .extract()
                .jsonPath();
        planner("cem")
                .get("/chat/conversations/" + reply.getString("data.conversationId"))
                .then()
                .body("data.title", is("Dog owners in Texas"))
                .body("data.messages.role", is(List.of("user", "agent")))
                .body("data.messages.status", is(List.of("complete", "complete")))
                .body("data.messages[1].content", is(reply.getString("data.content")))
                .body("data.messages[1].metadata.draft.all.size()", is(2));
    }

    @Test
    void of_more_messages_than_anybody_writes_the_latest_are_shown() {
        String id = planner("cem")
                .post("/chat/conversations")
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");
        pool.preparedQuery("insert into message (id, conversation_id, role, status, content, created_at)"
                        + " select 'msg_' || $1 || n, $1, 'USER', 'COMPLETE', 'No. ' || n,"
                        + " now() + n * interval '1 second' from generate_series(1, 1002) n")
                .executeAndAwait(Tuple.of(id));

        planner("cem")
                .get("/chat/conversations/" + id)
                .then()
                .body("data.messages", hasSize(1_000))
                .body("data.messages[0].content", is("No. 3"))
                .body("data.messages[999].content", is("No. 1002"));
    }

    @Test
    void a_nul_that_no_field_can_hold_is_the_callers_mistake() {
        for (String id : List.of("a\0b", "conv_\0")) {
            planner("cem")
                    .body(Map.of("conversationId", id, "content", "Dog owners"))
                    .post("/chat/messages")
                    .then()
                    .statusCode(400)
                    .body("code", is("INVALID_INPUT"));
        }
    }

    @Test
    void a_conversation_is_renamed_and_deleted() {
        String id = sent("gus", "Golfers").getString("data.conversationId");
        planner("gus")
                .body(Map.of("title", "Spring campaign"))
                .patch("/chat/conversations/" + id)
                .then()
                .statusCode(200)
                .body("data.title", is("Spring campaign"));
        for (String nothing : List.of(" ", "\u200b", "\u2060 \u00a0")) {
            planner("gus")
                    .body(Map.of("title", nothing))
                    .patch("/chat/conversations/" + id)
                    .then()
                    .statusCode(400)
                    .body("code", is("INVALID_INPUT"))
                    .body("errors[0].field", is("title"));
        }
        planner("gus").get("/chat/conversations/" + id).then().body("data.title", is("Spring campaign"));
        planner("gus").delete("/chat/conversations/" + id).then().statusCode(204);
        planner("gus").get("/chat/conversations/" + id).then().statusCode(404);
    }

    @Test
    void what_belongs_to_another_planner_does_not_exist() {
        JsonPath reply = sent("hal", "Golfers");
        String conversation = "/chat/conversations/" + reply.getString("data.conversationId");
        String message = "/chat/messages/" + reply.getString("data.id");
        planner("ivy").get(conversation).then().statusCode(404).body("code", is("CONVERSATION_NOT_FOUND"));
        planner("ivy").body(Map.of("title", "x")).patch(conversation).then().statusCode(404);
        planner("ivy").delete(conversation).then().statusCode(404);
        planner("ivy").post(conversation + "/stop").then().statusCode(404);
        planner("ivy")
                .body(Map.of("content", "x"))
                .post(conversation + "/stream")
                .then()
                .statusCode(404);
        planner("ivy")
                .queryParam("content", "x")
                .get(conversation + "/stream")
                .then()
                .statusCode(404);
        planner("ivy")
                .body(Map.of("content", "x", "conversationId", reply.getString("data.conversationId")))
                .post("/chat/messages")
                .then()
                .statusCode(404);
        planner("ivy")
                .body(Map.of("rating", "up"))
                .post(message + "/feedback")
                .then()
                .statusCode(404);
        planner("ivy").body("{}").post(message + "/regenerate").then().statusCode(404);
        planner("hal").get(conversation).then().statusCode(200).body("data.messages", hasSize(2));
    }

    @Test
    void only_planners_may_chat() {
        RestAssured.given().get("/chat/conversations").then().statusCode(401);
        admin().get("/chat/conversations").then().statusCode(403).body("code", is("FORBIDDEN"));
    }

    @Test
    void a_reply_is_rated() {
        JsonPath reply = sent("joy", "Golfers");
        String feedback = "/chat/messages/" + reply.getString("data.id") + "/feedback";
        planner("joy")
                .body(Map.of("rating", "down", "comment", "Not golf"))
                .post(feedback)
                .then()
                .statusCode(204);
        planner("joy")
                .body(Map.of("rating", "down", "comment", "x".repeat(1001)))
                .post(feedback)
                .then()
                .statusCode(400)
                .body("errors[0].field", is("comment"));
        planner("joy").body(Map.of("rating", "sideways")).post(feedback).then().statusCode(400);
        planner("joy").body("{}").post(feedback).then().statusCode(400).body("errors[0].field", is("rating"));
    }

    @Test
    void a_reply_is_made_again_for_the_same_prompt() {
        JsonPath reply = sent("kim", "Golfers in Texas");
        JsonPath again = planner("kim")
                .post("/chat/messages/" + reply.getString("data.id") + "/regenerate")
                .then()
                .statusCode(201)
                .body("data.content", endsWith("?"))
                .extract()
                .jsonPath();
        assertThat(again.getString("data.id")).isNotEqualTo(reply.getString("data.id"));
        assertThat(again.getString("data.content")).isEqualTo(reply.getString("data.content"));
        planner("kim")
                .get("/chat/conversations/" + reply.getString("data.conversationId"))
                .then()
                .body("data.messages.role", is(List.of("user", "agent", "agent")));
    }
}
