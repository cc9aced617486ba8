package dev.earshot.tool.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.process.Npm;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * MCP's own conformance suite, unmodified. Most of its scenarios need fixtures, which a packaged application does not
 * have; so it runs against the application of the other tests, and the fixtures are there meanwhile. It needs a newer
 * Node.js than Debian's, which comes from npm too.
 */
@QuarkusTest
@WithTestResource(Surroundings.class)
class McpConformanceTest {
    @Inject
    ConformanceFixtures fixtures;

    @BeforeEach
    void register() {
        fixtures.register();
    }

    @AfterEach
    void remove() {
        fixtures.remove();
    }

    @Test
    void only_those_scenarios_fail_that_are_known_to_fail_for_a_reason() {
        Npm suite = Npm.install("conformance");
        String output = suite.run("node", "run.mjs", Integer.toString(RestAssured.port), Api.CHATGPT_KEY);
        assertThat(output).contains("Baseline check passed");
    }
}
