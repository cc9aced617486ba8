package dev.earshot.http;

import static io.restassured.RestAssured.given;

import dev.earshot.testing.Api;
import dev.earshot.testing.Catalogue;
import dev.earshot.testing.GoldenFile;
import dev.earshot.testing.Management;
import dev.earshot.testing.Mcp;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Comparator;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds what clients and operators see of Earshot against golden files; {@code TracingTest} adds spans, {@code
 * LogFieldsTest} log lines.
 */
@QuarkusTest
@WithTestResource(Surroundings.class)
class GoldenFilesTest {
    private static final Pattern SAMPLE = Pattern.compile("(earshot_\\w+)(?:\\{([^}]*)})? .*");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

    @Test
    void the_openapi_document_is_the_one_that_clients_were_generated_from() throws IOException {
        GoldenFile.of("openapi.json")
                .mustEqual(given().get("/q/openapi?format=json")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "openai-strict", "anthropic", "gemini", "mcp"})
    void the_tools_are_listed_as_before(String format) throws IOException {
        GoldenFile.of("tools-" + format + ".json")
                .mustEqual(Api.chatgpt()
                        .get("/tools?format=" + format)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
    }

    @Test
    void mcp_lists_the_tools_of_platforms_and_of_planners_as_before() throws IOException {
        JsonObject lists = new JsonObject()
                .put("platform", toolsOver(Api.chatgpt()))
                .put("planner", toolsOver(Api.planner("golden")));
        GoldenFile.of("mcp-tools.json").mustEqual(lists.encode());
    }

    @Test
    void metrics_keep_their_names_and_labels() throws IOException {
        Catalogue.ofASmallShop();
        Visit.anonymous().does("view_item", "itemId", "tent-1");
        TreeSet<String> names = Management.metrics()
                .lines()
                .map(SAMPLE::matcher)
                .filter(Matcher::matches)
                .map(sample -> sample.group(1) + labels(sample.group(2)))
                .collect(Collectors.toCollection(TreeSet::new));
        // Other tests of this JVM may have used more of them.
        GoldenFile.of("metrics.json").mustBeAmong(names);
    }

    private static JsonArray toolsOver(RequestSpecification caller) {
        return new JsonArray(Mcp.tools(caller).stream()
                .sorted(Comparator.comparing((JsonObject tool) -> tool.getString("name")))
                .toList());
    }

    private static String labels(String labels) {
        return LABEL.matcher(labels == null ? "" : labels)
                .results()
                .map(label -> label.group(1))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
