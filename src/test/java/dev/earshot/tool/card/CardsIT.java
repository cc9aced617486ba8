package dev.earshot.tool.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.process.Browser;
import dev.earshot.testing.process.Npm;
import dev.earshot.testing.process.RunningApp;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The cards of the packaged application in a real browser, in a sandbox of another origin, by the bridge of MCP Apps'
 * own library, and in MCP-UI's renderer. What is clicked and seen stands in {@code src/test/cards}. Needs Chromium and
 * Node.js with npm, which {@code .ci/run} installs.
 */
class CardsIT {
    private static final Surroundings SURROUNDINGS = new Surroundings();
    private static RunningApp app;
    private static Npm scripts;
    private static Optional<Path> browser;

    @BeforeAll
    static void start() {
        browser = Browser.onThisMachine();
        assumeTrue(browser.isPresent(), "Skipped: there is no Chromium on this machine");
        scripts = Npm.install("cards");
        app = RunningApp.start(SURROUNDINGS.start());
    }

    @AfterAll
    static void stop() {
        if (app != null) {
            app.close();
            SURROUNDINGS.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"browse,save,failing,confirm,hostile", "turkish,waiting,bare,keyboard,phone,mcpui", "axe"})
    void a_card_shows_what_a_tool_answered_and_calls_tools_through_its_host(String scenarios) {
        String output = scripts.run(
                "node",
                "run.mjs",
                browser.orElseThrow().toString(),
                scenarios,
                app.url(),
                Api.CHATGPT_KEY,
                Api.token("cards", "admin"));
        assertThat(output)
                .contains(Stream.of(scenarios.split(","))
                        .map(scenario -> scenario + ": passed")
                        .toList());
    }
}
