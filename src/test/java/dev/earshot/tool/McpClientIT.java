package dev.earshot.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.Api;
import dev.earshot.testing.Catalogue;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.process.Npm;
import dev.earshot.testing.process.RunningApp;
import io.restassured.RestAssured;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The official TypeScript client against the packaged application. Needs Node.js and npm, which {@code .ci/run}
 * installs.
 */
class McpClientIT {
    private final Surroundings surroundings = new Surroundings();
    private RunningApp app;

    @BeforeEach
    void start() {
        app = RunningApp.start(surroundings.start());
        RestAssured.port = app.port();
        Catalogue.ofASmallShop();
    }

    @AfterEach
    void stop() {
        if (app != null) {
            app.close();
            surroundings.stop();
        }
        RestAssured.reset();
    }

    @Test
    void the_official_client_lists_and_calls_every_tool_as_a_platform_a_customer_and_a_planner() {
        Npm client = Npm.install("mcp-client");
        String token = Api.issuer().token("user_mcp_token", "earshot", Set.of(), "tools");

        String output = client.run(
                "node", "client.mjs", app.url() + "/mcp", Api.CHATGPT_KEY, token, Api.token("ann", "planner"));

        assertThat(output).contains("api-key: 9 tools called", "bearer: 9 tools called", "planner: 5 tools called");
    }
}
