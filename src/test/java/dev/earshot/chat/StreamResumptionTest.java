package dev.earshot.chat;

import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Viewer;
import dev.earshot.testing.process.Npm;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Viewers who come back, while a reply is being made and after its end. */
@QuarkusTest
@TestProfile(UnhurriedAgent.class)
@WithTestResource(Surroundings.class)
class StreamResumptionTest extends Streamed {
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

    /** As retention does, a day later. */
    private void forgetLog(String eventId) {
        pool.preparedQuery("delete from run_log where message_id = $1")
                .executeAndAwait(Tuple.of(eventId.replaceAll("/.*", "")));
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
}
