package dev.earshot.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.Api;
import dev.earshot.testing.Mcp;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.process.Npm;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The document and the tools' schemas as they are served, read by programs of others: two linters, by the rules in
 * {@code src/test/openapi-lint}, a generator of types, and a strict reader of schemas.
 */
@QuarkusTest
@WithTestResource(Surroundings.class)
class OpenApiLintTest {

    @Test
    void spectral_finds_no_error_in_the_openapi_document() {
        Npm npm = Npm.install("openapi-lint");
        npm.write("openapi.json", RestAssured.get("/q/openapi?format=json").asString());
        npm.run(
                "node_modules/.bin/spectral",
                "lint",
                "--quiet",
                "--ruleset",
                "ruleset.yaml",
                "--fail-severity",
                "error",
                "openapi.json");
    }

    @Test
    void redocly_finds_no_error_in_the_openapi_document() {
        Npm npm = Npm.install("openapi-lint");
        npm.write("openapi.json", RestAssured.get("/q/openapi?format=json").asString());
        npm.run("node_modules/.bin/redocly", "lint", "--config", "redocly.yaml", "openapi.json");
    }

    @Test
    void types_that_are_generated_from_the_document_compile_and_say_what_it_says() {
        Npm npm = Npm.install("openapi-clients");
        npm.write("openapi.json", RestAssured.get("/q/openapi?format=json").asString());
        npm.run("node_modules/.bin/openapi-typescript", "openapi.json", "--output", "schema.d.ts");
        npm.run("node_modules/.bin/tsc", "--project", "tsconfig.json");
    }

    @Test
    void a_client_in_strict_mode_compiles_every_schema_of_every_tool_in_every_shape() {
        Npm npm = Npm.install("openapi-clients");
        JsonArray schemas = new JsonArray();
        for (RequestSpecification caller : List.of(Api.chatgpt(), Api.planner("ann"))) {
            Mcp.tools(caller).forEach(tool -> {
                schemas.add(named(tool, "inputSchema", tool.getJsonObject("inputSchema")));
                schemas.add(named(tool, "outputSchema", tool.getJsonObject("outputSchema")));
            });
        }
        for (String format : List.of("openai", "openai-strict", "anthropic", "gemini")) {
            tools(format).forEach(tool -> {
                JsonObject declared = tool.getJsonObject("function", tool);
                schemas.add(named(
                        declared,
                        format,
                        declared.getJsonObject("parameters", declared.getJsonObject("input_schema"))));
            });
        }
        npm.write("tools.json", schemas.encode());

        assertThat(npm.run("node", "schemas.mjs")).contains(schemas.size() + " schemas compiled");
    }

    private static List<JsonObject> tools(String format) {
        return new JsonObject(Api.chatgpt().get("/tools?format=" + format).asString())
                .getJsonArray("data").stream().map(JsonObject.class::cast).toList();
    }

    private static JsonObject named(JsonObject tool, String shape, JsonObject schema) {
        return new JsonObject()
                .put("name", tool.getString("name") + " " + shape)
                .put("schema", schema);
    }
}
