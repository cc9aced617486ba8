package dev.earshot.conversation;

import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Viewer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(UnhurriedAgent.class)
@WithTestResource(Surroundings.class)
class StreamTest {
    private static final String BRIEF = "I want to target people in California who bought hiking gear recently.";

    @TestHTTPResource("/")
    String root;

    private String origin() {
        return root.substring(0, root.length() - 1);
    }

    private static String conversationOf(String planner) {
        return planner(planner)
                .body("{}")
                .post("/chat/conversations")
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");
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
        assertThat(viewer.ids().get(0)).isEqualTo(message + "/1");
        planner("ann")
                .get("/chat/conversations/" + conversation)
                .then()
                .statusCode(200)
                .body("data.title", is("I want to target people in California who bought hiking…"))
                .body("data.messages.role", is(List.of("user", "agent")))
                .body("data.messages[1].content", is(viewer.text()))
                .body("data.messages[1].status", is("complete"));
    }
}
