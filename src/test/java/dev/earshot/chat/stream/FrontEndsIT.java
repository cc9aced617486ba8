package dev.earshot.chat.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.earshot.testing.Api;
import dev.earshot.testing.StreamedAnswer;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.process.Browser;
import dev.earshot.testing.process.Npm;
import dev.earshot.testing.process.RunningApp;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Front ends that others wrote, unmodified, and two replicas of the packaged application, one of which is killed. */
class FrontEndsIT {
    private static final String BRIEF = "Hikers in California, but no students";

    private static final Surroundings SURROUNDINGS = new Surroundings();
    private static final Map<String, String> SETTINGS = new HashMap<>();

    private static RunningApp there;

    @BeforeAll
    static void start() {
        SETTINGS.putAll(SURROUNDINGS.start());
        SETTINGS.put("EARSHOT_CHAT_WORD_EVERY", "60ms");
        SETTINGS.put("EARSHOT_CHAT_LEASE", "2s");
        there = RunningApp.start(SETTINGS);
    }

    @AfterAll
    static void stop() {
        if (there != null) {
            there.close();
        }
        SURROUNDINGS.stop();
    }

    /** {@code Chat} is what {@code useChat} is made of. */
    @Test
    void the_ai_sdk_ag_ui_openai_and_langchain_hold_conversations() {
        Npm judges = Npm.install("frontends");

        // By npm, since openai's package wants a Node.js that the lock file brings.
        String output =
                judges.run("npm", "test", "--", there.url(), Api.token("ann", "planner"), Api.token("bob", "planner"));

        assertThat(output.lines().filter(line -> line.startsWith("ok "))).hasSize(8);
    }

    @ParameterizedTest
    @CsvSource({"react-ai-sdk, 2", "copilotkit, 3"})
    void an_example_asks_stops_and_goes_on_after_a_reload_in_a_browser(String name, int shown) {
        Optional<Path> browser = Browser.onThisMachine();
        assumeTrue(browser.isPresent(), "Skipped: there is no Chromium on this machine");
        Npm example = Npm.install(Path.of("examples", name));
        example.write(".env.local", "VITE_EARSHOT_TOKEN=" + Api.token("ann", "planner"));

        String output =
                example.run("node", "test.mjs", there.url(), browser.get().toString());

        assertThat(output.lines().filter(line -> line.startsWith("ok "))).hasSize(shown);
    }

    @Test
    void the_curl_example_holds_one_conversation_in_three_protocols(@TempDir Path folder) throws Exception {
        int found = new ProcessBuilder("sh", "-c", "command -v curl").start().waitFor();
        assumeTrue(found == 0, "Skipped: there is no curl on this machine");
        Path output = folder.resolve("output");
        ProcessBuilder script = new ProcessBuilder("sh", "examples/curl/chat.sh", there.url())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        script.environment().put("EARSHOT_TOKEN", Api.token("ann", "planner"));

        Process process = script.start();

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(output).content().contains("\"done\":true", "[DONE]", "chat.completion");
        assertThat(process.exitValue()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"AI_SDK", "AG_UI"})
    void what_a_killed_replica_had_said_is_told_by_another_with_the_same_text(Protocol protocol) {
        String thread = "thread-" + UUID.randomUUID();
        PlannerClient kept = PlannerClient.planner(protocol, there.url(), "ann");
        StreamedAnswer first;
        StreamedAnswer second;
        try (RunningApp here = RunningApp.start(SETTINGS)) {
            first = PlannerClient.planner(protocol, here.url(), "ann").ask(thread, BRIEF);
            await().until(() -> protocol.text(first).length() > 20);
            second = kept.resume(thread, first);
            await().until(() -> protocol.text(second).length() > 20);
            here.kill();
        }

        second.awaitEnd();
        assertThat(protocol.end(second)).isEqualTo("failed");
        String conversation = kept.lastConversation();
        assertThat(Api.planner("ann")
                        .get(there.url() + "/chat/conversations/" + conversation)
                        .<String>path("data.messages[1].content"))
                .isEqualTo(protocol.text(second))
                .startsWith("Your audience");
        assertThat(protocol.text(first)).startsWith(protocol.text(second).substring(0, 20));
        assertThat(kept.ask(thread, "only women").awaitEnd().status()).isEqualTo(200);
    }
}
