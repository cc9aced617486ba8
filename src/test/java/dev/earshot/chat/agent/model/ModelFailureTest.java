package dev.earshot.chat.agent.model;

import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Viewer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A model that fails, falls silent or does not end. */
@QuarkusTest
@TestProfile(AskingTheStub.class)
@WithTestResource(Surroundings.class)
class ModelFailureTest extends AskedModel {
    @Test
    void when_the_model_fails_before_its_first_word_the_rules_answer_and_say_so() {
        for (int status : new int[] {500, 401, 429}) {
            model.willFail(status);
            JsonPath reply = say(null, "Hikers in California");
            assertThat(reply.getString("data.status")).isEqualTo("complete");
            assertThat(reply.getString("data.content"))
                    .startsWith("The model is not answering")
                    .contains("California");
        }
    }

    @Test
    void a_model_that_says_nothing_is_not_waited_for_and_its_connection_is_closed() {
        model.willBeSilent();
        assertThat(say(null, "Hikers in California").getString("data.content"))
                .startsWith("The model is not answering");
        await().untilAsserted(() -> assertThat(model.closed()).isEqualTo(1));
        model.willSay("");
        assertThat(say(null, "Hikers in California").getString("data.content"))
                .startsWith("The model is not answering");
    }

    @Test
    void when_the_model_is_cut_or_falls_silent_after_its_first_word_the_reply_has_failed_and_its_text_is_kept() {
        Map<String, Runnable> ends = Map.of(
                "cut", () -> model.willSayAndBeCut("Hikers ", "are "),
                "silent", () -> model.willSayAndFallSilent("Hikers ", "are "));
        ends.forEach((name, script) -> {
            script.run();
            String conversation = conversation();
            Viewer viewer = ask(conversation).awaitEnd();
            assertThat(viewer.text()).as(name).isEqualTo("Hikers are ");
            assertThat(viewer.last().getString("error")).isEqualTo("Streaming failed");
            assertThat(viewer.last().getString("status")).isEqualTo("failed");
            planner("ann")
                    .get("/chat/conversations/" + conversation)
                    .then()
                    .body("data.messages[1].status", is("failed"))
                    .body("data.messages[1].content", is("Hikers are "));
        });
    }

    @Test
    void stop_reaches_a_model_that_would_talk_forever() {
        model.willTalkForever();
        String conversation = conversation();
        Viewer viewer = ask(conversation);
        await().until(() -> viewer.ids().size() > 5);
        planner("ann")
                .post("/chat/conversations/" + conversation + "/stop")
                .then()
                .statusCode(200)
                .body("data.status", is("stopped"));
        viewer.awaitEnd();
        assertThat(viewer.text()).startsWith("and on and on");
        await().untilAsserted(() -> assertThat(model.closed()).isEqualTo(1));
    }

    @Test
    void stop_reaches_the_loop_of_tool_calls() {
        model.willCall("search_signals", new JsonObject().put("query", "hiking"));
        model.willTalkForever();
        String conversation = conversation();
        Viewer viewer = ask(conversation);
        await().until(() -> viewer.ids().size() > 2);
        planner("ann")
                .post("/chat/conversations/" + conversation + "/stop")
                .then()
                .statusCode(200);
        await().untilAsserted(() -> assertThat(model.closed()).isEqualTo(1));
        assertThat(model.requests()).hasSize(2);
    }

    @Test
    void a_model_that_only_calls_tools_ends() {
        for (int i = 0; i < 10; i++) {
            model.willCall("search_signals", new JsonObject().put("query", "hiking"));
        }
        assertThat(say(null, "Hikers in California").getString("data.content"))
                .startsWith("The model is not answering");
        assertThat(model.requests()).hasSize(6);
    }
}
