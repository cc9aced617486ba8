package dev.earshot.tool.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.earshot.testing.Api;
import dev.earshot.testing.Browser;
import dev.earshot.testing.Npm;
import dev.earshot.testing.RunningApp;
import dev.earshot.testing.Surroundings;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The cards of the packaged application in a real browser, in a sandbox of another origin, by the bridge of MCP Apps'
 * own library. What is clicked and seen stands in {@code src/test/cards}. Needs Chromium and Node.js with npm, which
 * {@code .ci/run} installs.
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

    @Test
    void cards_show_what_tools_answered_and_call_tools_through_their_host() {
        String output = scripts.run(
                "node",
                "run.mjs",
                browser.orElseThrow().toString(),
                "all",
                app.url(),
                Api.CHATGPT_KEY,
                Api.token("cards", "admin"));
        assertThat(output.lines().filter(line -> line.endsWith(": passed")).count())
                .as(output)
                .isEqualTo(11);
    }
}
