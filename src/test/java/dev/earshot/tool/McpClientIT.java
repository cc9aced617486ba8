package dev.earshot.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.earshot.testing.Api;
import dev.earshot.testing.Catalogue;
import dev.earshot.testing.RunningApp;
import dev.earshot.testing.Surroundings;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The official TypeScript client against the packaged application. Needs Node.js and npm, which {@code .ci/run} installs. */
class McpClientIT {
    private static final Path SOURCE = Path.of("src", "test", "mcp-client");
    private static final Path HOME = Path.of("target", "mcp-client");

    private final Surroundings surroundings = new Surroundings();
    private RunningApp app;

    @BeforeEach
    void start() {
        assumeTrue(isThere("node") && isThere("npm"), "Skipped: there is no Node.js with npm on this machine");
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
    void the_official_client_lists_and_calls_every_tool_with_an_api_key_and_with_a_bearer_token() throws Exception {
        Files.createDirectories(HOME);
        for (String file : List.of("package.json", "package-lock.json", "client.mjs")) {
            Files.write(HOME.resolve(file), Files.readAllBytes(SOURCE.resolve(file)));
        }
        run("npm", "ci", "--no-audit", "--no-fund");
        String token = Api.issuer().token("user_mcp_token", "earshot", Set.of(), "tools");

        String output = run("node", "client.mjs", app.url() + "/mcp", Api.CHATGPT_KEY, token);

        assertThat(output).contains("api-key: 7 tools called", "bearer: 7 tools called");
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(HOME, "output", ".log");
        Process process = new ProcessBuilder(command)
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(3, TimeUnit.MINUTES);
        String text = Files.readString(output);
        assertThat(ended && process.exitValue() == 0).as(text).isTrue();
        return text;
    }

    private static boolean isThere(String program) {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
