package dev.earshot.chat.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.chat.stream.Protocol.Conversing;
import dev.earshot.testing.Api;
import dev.earshot.testing.Npm;
import dev.earshot.testing.RunningApp;
import dev.earshot.testing.Surroundings;
import io.restassured.RestAssured;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Front ends that others wrote, unmodified, and two replicas of the packaged application, one of which is killed. */
class FrontEndsIT {
    private static final String BRIEF = "Hikers in California, but no students";

    private final Surroundings surroundings = new Surroundings();
    private RunningApp here;
    private RunningApp there;

    @BeforeEach
    void start() {
        Map<String, String> settings = new HashMap<>(surroundings.start());
        settings.put("EARSHOT_CHAT_WORD_EVERY", "60ms");
        settings.put("EARSHOT_CHAT_LEASE", "2s");
        List<RunningApp> both = RunningApp.start(2, settings);
        here = both.get(0);
        there = both.get(1);
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
        surroundings.stop();
        RestAssured.reset();
    }

    /** {@code Chat} is what {@code useChat} is made of. */
    @Test
    void the_ai_sdk_ag_ui_openai_and_langchain_hold_conversations() {
        Npm judges = Npm.install("frontends");

        String output =
                judges.run("node", "run.mjs", there.url(), Api.token("ann", "planner"), Api.token("bob", "planner"));

        assertThat(output.lines().filter(line -> line.startsWith("ok "))).hasSize(8);
    }

    @ParameterizedTest
    @EnumSource(names = {"AI_SDK", "AG_UI"})
    void what_a_killed_replica_had_said_is_told_by_another_with_the_same_text(Protocol protocol) {
        String thread = "thread-" + UUID.randomUUID();
        Conversing left = new Conversing(protocol, here.url(), "ann");
        Conversing kept = new Conversing(protocol, there.url(), "ann");
        Shown first = left.ask(thread, BRIEF);
        await().until(() -> protocol.text(first).length() > 20);
        Shown second = kept.resume(thread, first);
        await().until(() -> protocol.text(second).length() > 20);
        here.kill();

        second.awaitEnd();
        assertThat(protocol.end(second)).isEqualTo("failed");
        String conversation = Shown.of(kept.request("/chat/conversations").GET().build())
                .body()
                .getJsonArray("data")
                .getJsonObject(0)
                .getString("id");
        RestAssured.baseURI = there.url();
        assertThat(Api.planner("ann")
                        .get(there.url() + "/chat/conversations/" + conversation)
                        .<String>path("data.messages[1].content"))
                .isEqualTo(protocol.text(second))
                .startsWith("Your audience");
        assertThat(protocol.text(first)).startsWith(protocol.text(second).substring(0, 20));
        assertThat(kept.ask(thread, "only women").awaitEnd().status()).isEqualTo(200);
    }
}
