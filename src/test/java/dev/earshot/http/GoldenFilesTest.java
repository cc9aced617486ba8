package dev.earshot.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.Api;
import dev.earshot.testing.Catalogue;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds what clients see of Earshot against the files in {@code src/test/resources/golden}: a refactoring must not
 * change them. An intended change is written with {@code -Dearshot.golden.write=true} and then shows in the commit.
 */
@QuarkusTest
@WithTestResource(Surroundings.class)
class GoldenFilesTest {
    private static final Path FILES = Path.of("src/test/resources/golden");
    private static final boolean WRITE = Boolean.getBoolean("earshot.golden.write");
    private static final Pattern SAMPLE = Pattern.compile("(earshot_\\w+)(?:\\{([^}]*)})? .*");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

    @Test
    void the_openapi_document_is_the_one_that_clients_were_generated_from() throws IOException {
        same(
                "openapi.json",
                given().get("/q/openapi?format=json")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "mcp"})
    void the_tools_are_listed_as_before(String format) throws IOException {
        same(
                "tools-" + format + ".json",
                Api.chatgpt()
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
        same("mcp-tools.json", lists.encode());
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
        if (WRITE) {
            same("metrics.json", new JsonArray(names.stream().toList()).encode());
        }
        // Other tests of this JVM may have used more of them.
        List<String> golden = new JsonArray(Files.readString(FILES.resolve("metrics.json")))
                .stream().map(Object::toString).toList();
        assertThat(names).containsAll(golden);
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

    private static void same(String name, String json) throws IOException {
        String text = pretty(json);
        if (WRITE) {
            Files.createDirectories(FILES);
            Files.writeString(FILES.resolve(name), text);
        }
        assertThat(text).as("See %s", GoldenFilesTest.class).isEqualTo(Files.readString(FILES.resolve(name)));
    }

    /** Members by name: their order is nothing that a client sees. */
    private static String pretty(String json) {
        Object value = json.startsWith("[") ? sorted(new JsonArray(json)) : sorted(new JsonObject(json));
        return (value instanceof JsonArray array ? array.encodePrettily() : ((JsonObject) value).encodePrettily())
                + "\n";
    }

    private static Object sorted(Object value) {
        if (value instanceof JsonObject object) {
            JsonObject members = new JsonObject();
            new TreeMap<>(object.getMap()).keySet().forEach(name -> members.put(name, sorted(object.getValue(name))));
            return members;
        }
        if (value instanceof JsonArray array) {
            JsonArray items = new JsonArray();
            array.forEach(item -> items.add(sorted(item)));
            return items;
        }
        return value;
    }
}
