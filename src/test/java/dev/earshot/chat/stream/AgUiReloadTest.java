package dev.earshot.chat.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.chat.UnhurriedAgent;
import dev.earshot.testing.StreamedAnswer;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages that speak AG-UI and hold nothing: what a run without a prompt tells them. */
@QuarkusTest
@TestProfile(UnhurriedAgent.class)
@WithTestResource(Surroundings.class)
class AgUiReloadTest {
    @TestHTTPResource("/")
    String root;

    private PlannerClient ann;

    @BeforeEach
    void come() {
        ann = PlannerClient.planner(Protocol.AG_UI, root.substring(0, root.length() - 1), "ann");
    }

    private static List<String> types(StreamedAnswer run) {
        return run.events().stream()
                .map(event -> event.getString("type"))
                .distinct()
                .toList();
    }

    private static List<String> contents(StreamedAnswer run) {
        return run.events().get(1).getJsonArray("messages").stream()
                .map(JsonObject.class::cast)
                .map(message -> message.getString("role") + ": " + message.getString("content"))
                .toList();
    }

    @Test
    void a_run_without_a_prompt_tells_what_was_said_before_the_latest_reply_and_then_that() {
        String thread = ann.newThread();
        StreamedAnswer first = ann.ask(thread, "Hikers").awaitEnd();
        StreamedAnswer second = ann.ask(thread, "only women").awaitEnd();

        StreamedAnswer again = ann.resume(thread, second).awaitEnd();

        assertThat(types(again))
                .containsExactly(
                        "RUN_STARTED",
                        "MESSAGES_SNAPSHOT",
                        "TEXT_MESSAGE_START",
                        "TEXT_MESSAGE_CONTENT",
                        "TEXT_MESSAGE_END",
                        "STATE_SNAPSHOT",
                        "RUN_FINISHED");
        assertThat(contents(again))
                .containsExactly("user: Hikers", "assistant: " + Protocol.AG_UI.text(first), "user: only women");
        assertThat(Protocol.AG_UI.text(again)).isEqualTo(Protocol.AG_UI.text(second));
    }

    @Test
    void a_run_without_a_prompt_goes_on_with_the_reply_that_is_being_made() {
        String thread = ann.newThread();
        StreamedAnswer left = ann.ask(thread, "Hikers in California, but no students");
        await().until(() -> Protocol.AG_UI.text(left).length() > 20);
        left.leave();

        StreamedAnswer again = ann.resume(thread, left).awaitEnd();

        assertThat(contents(again)).containsExactly("user: Hikers in California, but no students");
        assertThat(Protocol.AG_UI.text(again)).startsWith(Protocol.AG_UI.text(left));
        assertThat(types(ann.ask(thread, "only women").awaitEnd())).doesNotContain("MESSAGES_SNAPSHOT");
    }

    @Test
    void a_run_without_a_prompt_in_a_new_thread_tells_nothing() {
        StreamedAnswer nothing = ann.resume(ann.newThread(), null).awaitEnd();

        assertThat(nothing.status()).isEqualTo(200);
        assertThat(types(nothing)).containsExactly("RUN_STARTED", "RUN_FINISHED");
    }

    /** Each takes two reads, of which the first may hold no connection while it waits for the second. */
    @Test
    void more_pages_than_there_are_connections_are_loaded_again_at_once() {
        String thread = ann.newThread();
        StreamedAnswer reply = ann.ask(thread, "Hikers in California, but no students");
        await().until(() -> !Protocol.AG_UI.text(reply).isEmpty());
        HttpRequest page = ann.request("/chat/conversations/" + ann.conversation(reply))
                .GET()
                .build();

        List<StreamedAnswer> pages =
                Stream.generate(() -> StreamedAnswer.of(page)).limit(60).toList();

        assertThat(pages).allSatisfy(loaded -> assertThat(loaded.status()).isEqualTo(200));
        reply.awaitEnd();
    }
}
