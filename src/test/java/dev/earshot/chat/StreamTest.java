package dev.earshot.chat;

import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Api;
import dev.earshot.testing.Npm;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Viewer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(UnhurriedAgent.class)
@WithTestResource(Surroundings.class)
class StreamTest {
    private static final String BRIEF = "I want to target people in California who bought hiking gear recently.";

    @Inject
    Pool pool;

    @TestHTTPResource("/")
    String root;

    private String origin() {
        return root.substring(0, root.length() - 1);
    }

    private static String conversationOf(String planner) {
        return Api.conversation(planner(planner));
    }

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
    void a_viewer_who_comes_back_gets_what_is_missing_and_then_what_follows_and_the_prompt_runs_once() {
        String conversation = conversationOf("ann");
        Viewer first = Viewer.asks(origin(), "ann", conversation, BRIEF);
        await().until(() -> first.ids().size() >= 5);
        String seen = first.ids().get(2);
        first.leave();

        Viewer second = Viewer.resumes(origin(), "ann", conversation, seen);
        await().until(() -> second.ids().size() > 6);
        second.awaitEnd();

        assertThat(second.ids().get(0)).isEqualTo(seen.replaceAll("2$", "3"));
        assertThat(second.lines().indexOf(": live")).isBetween(2, second.lines().size() - 10);
        assertThat(second.last().getBoolean("done")).isTrue();
        planner("ann")
                .get("/chat/conversations/" + conversation)
                .then()
                .body("data.messages.size()", is(2))
                .body("data.messages[1].status", is("complete"))
                .body("data.messages[1].content", endsWith(second.text()));
    }

    @Test
    void a_reply_that_has_ended_can_be_read_again_from_the_log() {
        String conversation = conversationOf("ann");
        Viewer live = Viewer.asks(origin(), "ann", conversation, BRIEF).awaitEnd();
        String message = live.last().getString("messageId");

        Viewer again =
                Viewer.resumes(origin(), "ann", conversation, message + "/0").awaitEnd();

        assertThat(again.events())
                .isEqualTo(live.events().subList(1, live.events().size()));
        assertThat(again.ids()).isEqualTo(live.ids().subList(1, live.ids().size()));
    }

    @Test
    void a_viewer_who_has_seen_the_end_and_asks_again_gets_204() {
        String conversation = conversationOf("ann");
        Viewer live = Viewer.asks(origin(), "ann", conversation, BRIEF).awaitEnd();
        String end = live.ids().get(live.ids().size() - 1);

        assertThat(resume("ann", conversation, end).statusCode()).isEqualTo(204);
        assertThat(resume("ann", conversation, end + "0").statusCode()).isEqualTo(204);
        forgetLog(end);
        assertThat(resume("ann", conversation, end).statusCode()).isEqualTo(204);
        assertThat(resume("bob", conversation, end).statusCode()).isEqualTo(404);
    }

    @Test
    void a_stream_that_is_cut_before_the_first_word_is_resumed_by_the_id_that_came_before_it() {
        String conversation = conversationOf("ann");
        Viewer cut = Viewer.asks(origin(), "ann", conversation, BRIEF);
        await().until(() -> !cut.ids().isEmpty());
        String opening = cut.ids().get(0);
        cut.leave();

        Viewer again = Viewer.resumes(origin(), "ann", conversation, opening).awaitEnd();

        assertThat(opening).endsWith("/0");
        assertThat(cut.lines()).startsWith("id: " + opening, "data: {\"data\":{\"chunk\":\"\"}}", "");
        assertThat(again.ids().get(0)).isEqualTo(opening.replaceAll("0$", "1"));
        assertThat(again.last().getBoolean("done")).isTrue();
        planner("ann")
                .get("/chat/conversations/" + conversation)
                .then()
                .body("data.messages.size()", is(2))
                .body("data.messages[1].content", is(again.text()));
    }

    @Test
    void an_event_source_that_is_cut_early_and_left_open_after_the_end_sees_the_reply_once_and_stops_asking() {
        Npm npm = Npm.install("event-source");
        String conversation = conversationOf("ann");
        String stream = origin() + "/chat/conversations/" + conversation + "/stream?content=Hikers%20in%20California";

        JsonPath seen = new JsonPath(npm.run("node", "client.mjs", stream, Api.token("ann", "planner")));

        List<String> ids = seen.getList("heard.id");
        String message = ids.get(0).replace("/0", "");
        assertThat(seen.getList("asked.status")).containsExactly(200, 200, 204);
        assertThat(seen.getList("asked.lastEventId")).containsExactly(null, message + "/0", ids.get(ids.size() - 1));
        assertThat(ids)
                .isEqualTo(IntStream.range(0, ids.size())
                        .mapToObj(n -> message + "/" + n)
                        .toList());
        assertThat(seen.getList("heard.done")).filteredOn(done -> done != null).containsExactly(true);
        planner("ann").get("/chat/conversations/" + conversation).then().body("data.messages.size()", is(2));
    }

    @Test
    void a_reply_outlives_its_log() {
        String conversation = conversationOf("ann");
        Viewer live = Viewer.asks(origin(), "ann", conversation, BRIEF).awaitEnd();
        String somewhere = live.ids().get(4);
        forgetLog(somewhere);

        Viewer whole = Viewer.resumes(origin(), "ann", conversation, somewhere.replaceAll("4$", "0"))
                .awaitEnd();
        Viewer rest = Viewer.resumes(origin(), "ann", conversation, somewhere).awaitEnd();

        assertThat(whole.events())
                .isEqualTo(live.events().subList(1, live.events().size()));
        assertThat(whole.ids()).isEqualTo(live.ids().subList(1, live.ids().size()));
        assertThat(rest.events())
                .isEqualTo(live.events().subList(5, live.events().size()));
    }

    @Test
    void a_stopped_reply_of_which_only_the_text_was_kept_comes_in_one_piece() {
        String conversation = conversationOf("ann");
        Viewer live = Viewer.asks(origin(), "ann", conversation, BRIEF);
        await().until(() -> live.ids().size() > 3);
        planner("ann").post("/chat/conversations/" + conversation + "/stop");
        live.awaitEnd();
        String start = live.ids().get(0);
        forgetLog(start);
        pool.preparedQuery("update message set replay = null where id = $1")
                .executeAndAwait(Tuple.of(start.replace("/0", "")));

        Viewer again = Viewer.resumes(origin(), "ann", conversation, start).awaitEnd();

        assertThat(again.text()).isEqualTo(live.text());
        assertThat(again.last()).isEqualTo(live.last());
        assertThat(again.events()).hasSize(2);
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

    /** As retention does, a day later. */
    private void forgetLog(String eventId) {
        pool.preparedQuery("delete from run_log where message_id = $1")
                .executeAndAwait(Tuple.of(eventId.replaceAll("/.*", "")));
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
    void an_unknown_last_event_id_is_refused() {
        String conversation = conversationOf("ann");
        Viewer viewer = Viewer.asks(origin(), "ann", conversation, BRIEF).awaitEnd();
        String foreign = viewer.ids().get(0);
        String elsewhere = conversationOf("ann");
        Map.of("nonsense", 400, "msg_x/1", 400, foreign + "x", 400, foreign.replaceAll("/0$", "/-1"), 400)
                .forEach((id, status) -> resume("ann", conversation, id)
                        .then()
                        .statusCode(status)
                        .body("code", is("INVALID_LAST_EVENT_ID")));
        resume("ann", elsewhere, foreign).then().statusCode(404).body("code", is("MESSAGE_NOT_FOUND"));
        resume("bob", conversation, foreign).then().statusCode(404);
    }

    private static Response resume(String planner, String conversation, String lastEventId) {
        return planner(planner)
                .header("Last-Event-ID", lastEventId)
                .get("/chat/conversations/" + conversation + "/stream");
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
