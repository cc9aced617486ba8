package dev.earshot.chat;

import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.chat.agent.model.AskingTheStub;
import dev.earshot.chat.agent.model.ModelConfig;
import dev.earshot.testing.Api;
import dev.earshot.testing.HostileText;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Viewer;
import dev.earshot.testing.stub.ModelStub;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever a planner, a model or a taxonomy says in the chat, it stays text: no frame, no tool call, and no way out of
 * the prompt's block.
 */
@QuarkusTest
@TestProfile(AskingTheStub.class)
@WithTestResource(Surroundings.class)
class HostileChatTest {
    private static final String OPEN = "<data>\n";
    private static final String CLOSE = "\n</data>";
    private static final int IN_A_PROMPT = 4;
    private static final int IN_A_CONVERSATION = 40;

    @TestHTTPResource("/")
    String root;

    @Inject
    ModelConfig config;

    private ModelStub model;

    @BeforeEach
    void listen() {
        model = new ModelStub(config.url().orElseThrow().getPort());
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void what_planners_and_models_say_forges_no_frame_calls_no_tool_and_stays_within_the_block() {
        List<String> strings = HostileText.all();
        assertThat(strings).hasSizeGreaterThanOrEqualTo(200);
        String conversation = null;
        int reached = 0;
        for (int i = 0; i < strings.size(); i += IN_A_PROMPT) {
            String text = String.join("\n", strings.subList(i, Math.min(strings.size(), i + IN_A_PROMPT)));
            if (i % IN_A_CONVERSATION == 0) {
                conversation = begin(HostileText.cut(text, 200));
            }
            model.forget();
            model.willSay("You said: ", text, " Right?");

            Viewer viewer = Viewer.asks(root.substring(0, root.length() - 1), "mallory", conversation, text)
                    .awaitEnd();

            assertThat(viewer.lines()).as(text).allMatch(HostileChatTest::isOurs);
            assertThat(viewer.events().stream()
                            .map(event -> event.fieldNames().iterator().next())
                            .distinct())
                    .as(text)
                    .containsExactly("chunk", "signals", "done");
            assertThat(viewer.ids()).as(text).doesNotHaveDuplicates();
            // What the agent declines does not reach the model at all.
            assertThat(model.requests()).as(text).hasSizeLessThanOrEqualTo(1);
            model.requests().forEach(request -> told(request, text));
            reached += model.requests().size();
        }
        assertThat(reached).isPositive();
    }

    @Test
    void titles_and_names_of_signals_are_shown_without_invisible_characters() {
        List<String> strings = HostileText.all();
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < strings.size(); i++) {
            String name = HostileText.cut("hostile" + i + " " + strings.get(i).replace("\0", ""), 200);
            lines.append(new JsonObject()
                            .put("id", "hostile_" + i)
                            .put("name", name)
                            .put("type", "interest")
                            .put("path", new JsonArray().add(name))
                            .encode())
                    .append('\n');
        }
        Api.admin()
                .contentType("application/x-ndjson")
                .body(lines.toString().getBytes(StandardCharsets.UTF_8))
                .post("/admin/taxonomy/import")
                .then()
                .statusCode(200);
        for (int i = 0; i < strings.size(); i += 5) {
            String title = HostileText.cut("T" + strings.get(i), 200);
            String id = begin(title);
            assertThat(planner("mallory").get("/chat/conversations/" + id).<String>path("data.title"))
                    .as(title)
                    .startsWith("T")
                    .matches(shown -> HostileText.isClean(shown, ""));
            JsonObject signal = new JsonObject(planner("mallory")
                            .get("/taxonomy/signals/hostile_" + i)
                            .asString())
                    .getJsonObject("data");
            assertThat(signal.getString("name"))
                    .startsWith("hostile" + i)
                    .matches(name -> HostileText.isClean(name, ""));
            assertThat(signal.getJsonArray("path").getString(0)).matches(name -> HostileText.isClean(name, ""));
        }
    }

    /** The only lines that a stream may have. */
    private static boolean isOurs(String line) {
        return line.isEmpty()
                || line.startsWith(":")
                || line.matches("id: msg_[0-9a-z]+/\\d+")
                || (line.startsWith("data: ")
                        && new JsonObject(line.substring(6)).fieldNames().equals(Set.of("data")));
    }

    /** What the model received: our instructions, and one block in which everything is JSON. */
    private static void told(JsonObject request, String text) {
        JsonArray messages = request.getJsonArray("messages");
        assertThat(messages.stream()
                        .map(message -> ((JsonObject) message).getString("role"))
                        .collect(Collectors.joining(" ")))
                .as(text)
                .isEqualTo("system user");
        String block = messages.getJsonObject(1).getString("content");
        assertThat(block).as(text).startsWith(OPEN).endsWith(CLOSE);
        String inside = block.substring(OPEN.length(), block.length() - CLOSE.length());
        assertThat(inside).as(text).doesNotContain("<", ">", "\n");
        JsonObject data = new JsonObject(inside);
        assertThat(data.fieldNames()).as(text).containsExactly("earlierMessages", "draft", "plannerSays");
        assertThat(data.getString("plannerSays")).as(text).matches(said -> HostileText.isClean(said, "\n"));
        assertThat(data.getJsonArray("earlierMessages").stream().map(said -> ((JsonObject) said).getString("text")))
                .as(text)
                .allMatch(said -> HostileText.isClean(said, "\n"));
    }

    private static String begin(String title) {
        return planner("mallory")
                .body(new JsonObject().put("title", title).encode())
                .post("/chat/conversations")
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");
    }
}
