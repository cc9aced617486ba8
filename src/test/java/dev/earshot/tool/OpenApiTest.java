package dev.earshot.tool;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.Api;
import dev.earshot.testing.Mcp;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Custom GPTs take the document as it stands: what they demand, checked. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class OpenApiTest {
    private static final int LONGEST_DESCRIPTION = 300;

    private JsonObject document;

    @BeforeEach
    void read() {
        document = new JsonObject(given().get("/q/openapi?format=json").asString());
    }

    @Test
    void each_tool_is_an_operation_of_its_own_by_its_name() {
        assertThat(document.getString("openapi")).startsWith("3.1");
        assertThat(document.getJsonObject("paths").getMap()).doesNotContainKey("/tools/{name}");
        List<Map<String, Object>> tools = Api.chatgpt().get("/tools").jsonPath().getList("data");
        for (Map<String, Object> listed : tools) {
            JsonObject tool = new JsonObject(listed);
            String name = tool.getString("name");
            JsonObject operation = document.getJsonObject("paths")
                    .getJsonObject("/tools/" + name)
                    .getJsonObject("post");
            assertThat(operation.getString("operationId")).isEqualTo(name);
            assertThat(operation.getBoolean("x-openai-isConsequential")).isEqualTo(name.equals("complete_conversion"));
            assertThat(operation.getJsonObject("responses").fieldNames())
                    .contains("200", "400", "401", "403", "404", "409", "413", "422", "429", "503");
            JsonObject body = operation
                    .getJsonObject("requestBody")
                    .getJsonObject("content")
                    .getJsonObject("application/json");
            assertThat(body.getJsonObject("example")).isNotNull();
            JsonObject shown = document.getJsonObject("components")
                    .getJsonObject("schemas")
                    .getJsonObject(name + "_arguments");
            assertThat(shown.getJsonObject("properties").fieldNames())
                    .isEqualTo(tool.getJsonObject("inputSchema")
                            .getJsonObject("properties")
                            .fieldNames());
            assertThat(shown.getValue("required"))
                    .isEqualTo(tool.getJsonObject("inputSchema").getValue("required"));
            assertThat(operation.getJsonArray("security").encode()).contains("ApiKey", "Bearer");
        }
    }

    @Test
    void no_description_is_longer_than_a_gpt_takes_and_no_operation_id_is_used_twice() {
        Set<String> ids = new TreeSet<>();
        document.getJsonObject("paths")
                .forEach(path -> ((JsonObject) path.getValue()).forEach(method -> {
                    if (method.getValue() instanceof JsonObject operation) {
                        assertThat(operation.getString("description", "").length())
                                .as(path.getKey())
                                .isLessThanOrEqualTo(LONGEST_DESCRIPTION);
                        String id = operation.getString("operationId");
                        assertThat(id == null || ids.add(id))
                                .as("operationId %s", id)
                                .isTrue();
                        if (id != null) {
                            assertThat(id).matches("[a-zA-Z0-9_-]{1,64}");
                        }
                        assertThat(operation.getJsonObject("responses").fieldNames())
                                .isNotEmpty();
                    }
                }));
    }

    @Test
    void every_reference_leads_somewhere_and_every_scheme_is_described() {
        Matcher references = Pattern.compile("\"\\$ref\":\"#/([^\"]+)\"").matcher(document.encode());
        while (references.find()) {
            Object at = document;
            for (String step : references.group(1).split("/")) {
                at = at instanceof JsonObject object ? object.getValue(step) : null;
            }
            assertThat(at).as(references.group(1)).isNotNull();
        }
        JsonObject schemes = document.getJsonObject("components").getJsonObject("securitySchemes");
        assertThat(schemes.getJsonObject("ApiKey").getString("name")).isEqualTo("X-API-Key");
        assertThat(schemes.getJsonObject("Bearer").getString("scheme")).isEqualTo("bearer");
        assertThat(document.getJsonArray("servers", new JsonArray())).isNotNull();
    }

    @Test
    void every_published_schema_is_made_of_the_keywords_of_json_schema() {
        Set<String> unknown = new TreeSet<>(SchemaKeywords.unknownInDocument(document));
        Map<String, String> places =
                Map.of("openai", "function.parameters", "anthropic", "input_schema", "mcp", "inputSchema");
        places.forEach((format, place) -> {
            List<Map<String, Object>> schemas =
                    Api.chatgpt().get("/tools?format=" + format).jsonPath().getList("data." + place);
            assertThat(schemas).hasSizeGreaterThan(6);
            schemas.forEach(schema -> unknown.addAll(SchemaKeywords.unknownIn(format, new JsonObject(schema))));
        });
        List<JsonObject> tools = new ArrayList<>(Mcp.tools(Api.chatgpt()));
        tools.addAll(Mcp.tools(Api.planner("ann")));
        assertThat(tools.stream().map(tool -> tool.getString("name")))
                .contains("search_items", "get_signals", "activate_signal", "estimate_audience");
        for (JsonObject tool : tools) {
            for (String schema : List.of("inputSchema", "outputSchema")) {
                unknown.addAll(SchemaKeywords.unknownIn(tool.getString("name"), tool.getJsonObject(schema)));
            }
        }
        assertThat(unknown).isEmpty();
    }
}
