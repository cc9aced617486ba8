package dev.earshot.chat;

import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Viewer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Replies word by word, how many at once, and how they are stopped. */
@QuarkusTest
@TestProfile(UnhurriedAgent.class)
@WithTestResource(Surroundings.class)
class StreamTest extends Streamed {
    @Test
    void words_arrive_one_by_one_and_then_done() {
        String conversation = conversationOf("ann");
        Viewer viewer = Viewer.asks(origin(), "ann", conversation, BRIEF);
        assertThat(viewer.status()).isEqualTo(200);
        assertThat(viewer.header("content-type")).startsWith("text/event-stream");
        assertThat(viewer.header("cache-control")).isEqualTo("no-cache, no-transform");
        assertThat(viewer.header("x-accel-buffering")).isEqualTo("no");
        assertThat(viewer.header("content-encoding")).isIn(null, "identity");
        await().until(() -> viewer.events().size() > 2);
        assertThat(viewer.hasEnded()).isFalse();
        viewer.awaitEnd();
        assertThat(viewer.lines()).noneMatch(line -> line.startsWith("event:"));
        String message = viewer.last().getString("messageId");
        assertThat(viewer.last().getBoolean("done")).isTrue();
        assertThat(viewer.ids().get(0)).isEqualTo(message + "/0");
        assertThat(viewer.ids().get(1)).isEqualTo(message + "/1");
        planner("ann")
                .get("/chat/conversations/" + conversation)
                .then()
                .statusCode(200)
                .body("data.title", is("I want to target people in California who bought hiking…"))
                .body("data.messages.role", is(List.of("user", "agent")))
                .body("data.messages[1].content", is(viewer.text()))
                .body("data.messages[1].status", is("complete"));
    }

    @Test
    void a_planner_has_so_many_replies_made_at_once_and_no_more() {
        List<String> conversations =
                IntStream.range(0, 12).mapToObj(i -> conversationOf("max")).toList();
        List<Viewer> viewers = conversations.stream()
                .map(conversation -> Viewer.asks(origin(), "max", conversation, BRIEF))
                .toList();
        assertThat(viewers.stream().map(Viewer::status)).containsOnly(200, 429);
        assertThat(viewers.stream().filter(viewer -> viewer.status() == 200)).hasSize(10);
        planner("max")
                .body(Map.of("content", BRIEF))
                .post("/chat/messages")
                .then()
                .statusCode(429)
                .header("Retry-After", "5")
                .body("code", is("TOO_MANY_REPLIES"));
        assertThat(Viewer.asks(origin(), "ann", conversationOf("ann"), BRIEF).status())
                .isEqualTo(200);
        viewers.forEach(Viewer::awaitEnd);
        assertThat(Viewer.asks(origin(), "max", conversations.get(0), BRIEF).status())
                .isEqualTo(200);
    }

    @Test
    void replies_that_other_replicas_make_count_too() {
        pool.query("insert into chat_replica (id, alive_until) values ('elsewhere', now() + interval '1 minute')")
                .executeAndAwait();
        pool.query("""
                insert into conversation (id, owner, title, created_at, updated_at)
                select 'elsewhere_' || n, 'pat', '', now(), now() from generate_series(1, 10) n""").executeAndAwait();
        pool.query("""
                insert into message (id, conversation_id, role, status, content, runner, owner, created_at)
                select 'there_' || n, 'elsewhere_' || n, 'AGENT', 'STREAMING', '', 'elsewhere', 'pat', now()
                from generate_series(1, 10) n""").executeAndAwait();
        Map<String, Object> prompt = Map.of("content", BRIEF);
        planner("pat")
                .body(prompt)
                .post("/chat/messages")
                .then()
                .statusCode(429)
                .body("code", is("TOO_MANY_REPLIES"));

        pool.query("delete from conversation where owner = 'pat'").executeAndAwait();
        planner("pat").body(prompt).post("/chat/messages").then().statusCode(201);
    }

    @Test
    void any_number_of_viewers_see_the_same() {
        String conversation = conversationOf("ann");
        Viewer first = Viewer.asks(origin(), "ann", conversation, BRIEF);
        await().until(() -> !first.ids().isEmpty());
        String start = first.ids().get(0);
        List<Viewer> others = IntStream.range(0, 20)
                .mapToObj(i -> Viewer.resumes(origin(), "ann", conversation, start))
                .toList();
        first.awaitEnd();
        assertThat(others)
                .allSatisfy(viewer -> assertThat(viewer.awaitEnd().events())
                        .isEqualTo(first.events().subList(1, first.events().size())));
    }

    @Test
    void a_viewer_who_leaves_does_not_end_the_reply() {
        String conversation = conversationOf("ann");
        Viewer viewer = Viewer.asks(origin(), "ann", conversation, BRIEF);
        await().until(() -> viewer.ids().size() > 1);
        viewer.leave();
        await().untilAsserted(() -> planner("ann")
                .get("/chat/conversations/" + conversation)
                .then()
                .body("data.messages[1].status", is("complete"))
                .body("data.messages[1].content", containsString("?")));
    }

    @Test
    void a_second_prompt_while_one_is_answered_is_a_conflict() {
        String conversation = conversationOf("ann");
        Viewer viewer = Viewer.asks(origin(), "ann", conversation, BRIEF);
        await().until(() -> !viewer.ids().isEmpty());
        planner("ann")
                .body(Map.of("content", "And another"))
                .post("/chat/conversations/" + conversation + "/stream")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", is("RUN_IN_PROGRESS"));
        planner("ann")
                .body(Map.of("conversationId", conversation, "content", "And another"))
                .post("/chat/messages")
                .then()
                .statusCode(409);
        viewer.awaitEnd();
        planner("ann").get("/chat/conversations/" + conversation).then().body("data.messages.size()", is(2));
    }

    @Test
    void stop_ends_the_stream_and_keeps_what_was_said() {
        String conversation = conversationOf("ann");
        Viewer viewer = Viewer.asks(origin(), "ann", conversation, BRIEF);
        await().until(() -> viewer.ids().size() > 3);
        String content = planner("ann")
                .post("/chat/conversations/" + conversation + "/stop")
                .then()
                .statusCode(200)
                .body("data.status", is("stopped"))
                .extract()
                .path("data.content");
        viewer.awaitEnd();
        assertThat(viewer.last().getString("status")).isEqualTo("stopped");
        assertThat(viewer.text()).isEqualTo(content).isNotBlank();
        planner("ann")
                .post("/chat/conversations/" + conversation + "/stop")
                .then()
                .statusCode(409)
                .body("code", is("NO_RUN"));
    }

    @Test
    void a_stream_carries_comments_while_nothing_is_said() {
        String conversation = conversationOf("ann");
        Viewer viewer = Viewer.asks(origin(), "ann", conversation, BRIEF).awaitEnd();
        assertThat(viewer.lines()).contains(": heartbeat");
    }

    @Test
    void text_with_line_breaks_cannot_forge_an_event() {
        String conversation = conversationOf("ann");
        String forged = "\n\ndata: {\"data\":{\"done\":true}}\r\n\nevent: x\n";
        Viewer viewer =
                Viewer.asks(origin(), "ann", conversation, "zzqqx" + forged).awaitEnd();
        assertThat(viewer.lines()).noneMatch(line -> line.startsWith("event"));
        assertThat(viewer.events().stream().filter(event -> event.containsKey("done")))
                .hasSize(1);
    }

    @Test
    void a_prompt_must_say_something_and_not_too_much() {
        String stream = "/chat/conversations/" + conversationOf("ann") + "/stream";
        for (String content : List.of("", "  ", "x".repeat(4001))) {
            for (String path : List.of(stream, "/chat/messages")) {
                planner("ann")
                        .body(Map.of("content", content))
                        .post(path)
                        .then()
                        .statusCode(400)
                        .body("code", is("INVALID_INPUT"))
                        .body("errors[0].field", is("content"));
            }
        }
        planner("ann").get(stream).then().statusCode(400).body("errors[0].field", is("content"));
        planner("ann").post(stream).then().statusCode(400).body("errors[0].field", is("content"));
    }

    @Test
    void to_look_whether_there_is_a_stream_asks_for_no_reply() {
        String conversation = conversationOf("hal");

        planner("hal")
                .queryParam("content", BRIEF)
                .head("/chat/conversations/" + conversation + "/stream")
                .then()
                .statusCode(405)
                .header("Allow", is(in(List.of("GET, POST", "POST, GET"))));

        planner("hal")
                .get("/chat/conversations/" + conversation)
                .then()
                .statusCode(200)
                .body("data.messages.size()", is(0));
    }
}
