package dev.earshot.chat.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.chat.UnhurriedAgent;
import dev.earshot.testing.Api;
import dev.earshot.testing.StreamedAnswer;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every protocol of the chat keeps, whatever its wire looks like. */
@QuarkusTest
@TestProfile(UnhurriedAgent.class)
@WithTestResource(Surroundings.class)
class StreamFormatsTest {
    private static final String BRIEF = "Hikers.\nBest regards";
    /** Of a reply that takes a while, so that something can be done meanwhile. */
    private static final String LONG_BRIEF = "Hikers in California, but no students and no retirees";

    @Inject
    Pool pool;

    @TestHTTPResource("/")
    String root;

    private PlannerClient as(Protocol protocol, String planner) {
        return PlannerClient.planner(protocol, root.substring(0, root.length() - 1), planner);
    }

    private static String thread() {
        return "thread-" + UUID.randomUUID();
    }

    private static JsonPath history(String conversation) {
        return Api.planner("ann").get("/chat/conversations/" + conversation).jsonPath();
    }

    @ParameterizedTest
    @EnumSource
    void the_text_the_signals_and_the_draft_are_those_of_the_conversation(Protocol protocol) {
        PlannerClient ann = as(protocol, "ann");
        StreamedAnswer reply = ann.ask(ann.newThread(), BRIEF).awaitEnd();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).startsWith("text/event-stream");
        assertThat(reply.header("cache-control")).isEqualTo("no-cache, no-transform");
        JsonPath kept = history(ann.conversation(reply));
        assertThat(kept.getString("data.messages[0].content")).isEqualTo(BRIEF);
        assertThat(protocol.text(reply)).isEqualTo(kept.getString("data.messages[1].content"));
        assertThat(protocol.signals(reply))
                .isNotEmpty()
                .isEqualTo(kept.getList("data.messages[1].metadata.suggestedSignals.id"));
        if (protocol.hasDraft()) {
            assertThat(protocol.draft(reply).getMap())
                    .isEqualTo(new JsonObject(kept.getMap("data.messages[1].metadata.draft")).getMap());
        }
        assertThat(protocol.end(reply)).isEqualTo("complete");
    }

    @ParameterizedTest
    @EnumSource
    void a_thread_goes_on_where_it_was(Protocol protocol) {
        PlannerClient ann = as(protocol, "ann");
        String thread = ann.newThread();
        StreamedAnswer first = ann.ask(thread, BRIEF).awaitEnd();
        StreamedAnswer second = ann.ask(thread, "only women").awaitEnd();

        assertThat(ann.conversation(second)).isEqualTo(ann.conversation(first));
        assertThat(history(ann.conversation(first)).getList("data.messages")).hasSize(4);
    }

    @ParameterizedTest
    @EnumSource(names = {"OURS", "AI_SDK", "AG_UI"})
    void a_reply_is_resumed_from_its_start_and_the_prompt_runs_once(Protocol protocol) {
        PlannerClient ann = as(protocol, "ann");
        String thread = ann.newThread();
        StreamedAnswer left = ann.ask(thread, LONG_BRIEF);
        await().until(() -> protocol.text(left).length() > 20);
        left.leave();

        StreamedAnswer again = ann.resume(thread, left).awaitEnd();

        assertThat(protocol.text(again)).startsWith(protocol.text(left));
        assertThat(protocol.end(again)).isEqualTo("complete");
        JsonPath kept = history(ann.conversation(again));
        assertThat(kept.getList("data.messages")).hasSize(2);
        assertThat(protocol.text(again)).isEqualTo(kept.getString("data.messages[1].content"));
    }

    /** Our own route for it answers when the reply is whole; AG-UI and OpenAI have no request of this kind. */
    @ParameterizedTest
    @EnumSource(names = "AI_SDK")
    void a_reply_is_made_anew_to_the_same_prompt(Protocol protocol) {
        PlannerClient ann = as(protocol, "ann");
        String thread = ann.newThread();
        StreamedAnswer first = ann.ask(thread, BRIEF).awaitEnd();
        StreamedAnswer again = ann.regenerate(thread, BRIEF).awaitEnd();

        assertThat(protocol.end(again)).isEqualTo("complete");
        assertThat(protocol.text(again)).isEqualTo(protocol.text(first));
        JsonPath kept = history(ann.conversation(again));
        assertThat(kept.getList("data.messages.role")).containsExactly("user", "agent", "agent");
        assertThat(again.lines()).doesNotContain(first.lines().get(0));
    }

    @ParameterizedTest
    @EnumSource
    void a_reply_that_is_stopped_ends_and_its_text_is_kept(Protocol protocol) {
        PlannerClient ann = as(protocol, "ann");
        String thread = ann.newThread();
        StreamedAnswer reply = ann.ask(thread, LONG_BRIEF);
        await().until(() -> protocol.text(reply).length() > 20);

        assertThat(ann.stop(thread)).isIn(200, 204);
        reply.awaitEnd();

        assertThat(protocol.end(reply)).isEqualTo("stopped");
        JsonPath kept = history(ann.conversation(reply));
        assertThat(kept.getString("data.messages[1].status")).isEqualTo("stopped");
        assertThat(protocol.text(reply)).isEqualTo(kept.getString("data.messages[1].content"));
    }

    @ParameterizedTest
    @EnumSource
    void a_reply_whose_conversation_is_deleted_fails(Protocol protocol) {
        PlannerClient ann = as(protocol, "ann");
        StreamedAnswer reply = ann.ask(ann.newThread(), LONG_BRIEF);
        await().until(() -> protocol.text(reply).length() > 20);
        pool.query("delete from conversation where owner = 'ann'").executeAndAwait();
        reply.awaitEnd();

        assertThat(protocol.end(reply)).isEqualTo("failed");
    }

    @ParameterizedTest
    @EnumSource
    void another_planners_conversation_is_unknown_and_a_running_one_is_busy(Protocol protocol) {
        PlannerClient ann = as(protocol, "ann");
        String thread = ann.newThread();
        StreamedAnswer reply = ann.ask(thread, LONG_BRIEF);
        await().until(() -> protocol.text(reply).length() > 20);
        StreamedAnswer second = ann.ask(thread, "only women").awaitEnd();
        assertThat(second.status()).isEqualTo(409);
        assertThat(protocol.code(second)).isEqualTo("RUN_IN_PROGRESS");

        StreamedAnswer foreign =
                as(protocol, "bob").ask(ann.conversation(reply), BRIEF).awaitEnd();
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(protocol.code(foreign)).isEqualTo("CONVERSATION_NOT_FOUND");
    }

    @ParameterizedTest
    @EnumSource
    void a_prompt_that_is_none_is_refused_by_the_name_of_its_field(Protocol protocol) {
        PlannerClient ann = as(protocol, "ann");
        StreamedAnswer blank = ann.ask(ann.newThread(), "  ").awaitEnd();

        assertThat(blank.status()).isEqualTo(400);
        assertThat(protocol.field(blank)).isEqualTo(protocol == Protocol.OURS ? "content" : "messages");
    }

    @ParameterizedTest
    @EnumSource
    void a_planner_with_too_many_replies_is_told_to_wait(Protocol protocol) {
        String planner = "busy_" + protocol.name().toLowerCase(java.util.Locale.ROOT);
        PlannerClient busy = as(protocol, planner);
        List<String> threads =
                IntStream.range(0, 11).mapToObj(i -> busy.newThread()).toList();
        List<StreamedAnswer> replies =
                threads.stream().map(thread -> busy.ask(thread, LONG_BRIEF)).toList();

        StreamedAnswer refused = replies.stream()
                .filter(reply -> reply.status() != 200)
                .findFirst()
                .orElseThrow();
        refused.awaitEnd();
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("retry-after")).isEqualTo("5");
        assertThat(protocol.code(refused)).isEqualTo("TOO_MANY_REPLIES");
        replies.forEach(StreamedAnswer::leave);
    }

    @ParameterizedTest
    @EnumSource(names = {"AI_SDK", "AG_UI", "OPENAI"})
    void a_long_conversation_is_taken_whole_and_an_endless_one_is_refused(Protocol protocol) {
        PlannerClient ann = as(protocol, "ann");

        assertThat(ann.askAfter(200_000, thread(), BRIEF).awaitEnd().status()).isEqualTo(200);
        StreamedAnswer endless = ann.askAfter(1_100_000, thread(), BRIEF).awaitEnd();
        assertThat(endless.status()).isEqualTo(413);
        assertThat(protocol.code(endless)).isEqualTo("BODY_TOO_LARGE");
    }
}
