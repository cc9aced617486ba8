package dev.earshot.tool;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The tools in the shapes that strict readers of schemas take. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class ToolFormatsTest {
    /** What OpenAI's structured outputs and Gemini's function declarations both take. */
    private static final Set<String> KEYWORDS =
            Set.of("type", "description", "enum", "properties", "required", "items", "anyOf", "additionalProperties");

    @Test
    void openai_strict_requires_every_property_and_lets_optional_ones_be_null() {
        for (JsonObject tool : tools("openai-strict")) {
            JsonObject function = tool.getJsonObject("function");
            assertThat(function.getBoolean("strict")).isTrue();
            strict(function.getString("name"), function.getJsonObject("parameters"));
        }
        JsonObject search = parameters("openai-strict", "search_items");
        assertThat(search.getJsonObject("properties").getJsonObject("query").getString("type"))
                .isEqualTo("string");
        assertThat(search.getJsonObject("properties").getJsonObject("limit").getJsonArray("anyOf"))
                .contains(new JsonObject().put("type", "null"));
    }

    private static void strict(String where, JsonObject schema) {
        assertThat(KEYWORDS).as(where).containsAll(schema.fieldNames());
        assertThat(schema.getValue("type", "")).as(where).isInstanceOf(String.class);
        if ("object".equals(schema.getString("type"))) {
            assertThat(schema.getBoolean("additionalProperties")).as(where).isFalse();
            assertThat(schema.getJsonArray("required").stream())
                    .as(where)
                    .containsExactlyInAnyOrderElementsOf(
                            schema.getJsonObject("properties").fieldNames());
        }
        below(schema).forEach((name, inner) -> strict(where + "." + name, inner));
    }

    @Test
    void gemini_gets_one_type_a_value_and_no_keyword_that_it_refuses() {
        for (JsonObject tool : tools("gemini")) {
            assertThat(tool.fieldNames()).containsExactlyInAnyOrder("name", "description", "parameters");
            gemini(tool.getString("name"), tool.getJsonObject("parameters"));
        }
        assertThat(parameters("gemini", "search_items").getJsonArray("required"))
                .containsExactlyInAnyOrder("sessionId", "query");
    }

    private static void gemini(String where, JsonObject schema) {
        assertThat(Set.of("type", "description", "enum", "properties", "required", "items"))
                .as(where)
                .containsAll(schema.fieldNames());
        assertThat(schema.getValue("type")).as(where).isInstanceOf(String.class);
        if ("object".equals(schema.getString("type"))) {
            assertThat(schema.getJsonObject("properties").fieldNames())
                    .as(where)
                    .isNotEmpty();
        }
        below(schema).forEach((name, inner) -> gemini(where + "." + name, inner));
    }

    private static Map<String, JsonObject> below(JsonObject schema) {
        Map<String, JsonObject> inner = new java.util.TreeMap<>();
        schema.getJsonObject("properties", new JsonObject())
                .forEach(member -> inner.put(member.getKey(), (JsonObject) member.getValue()));
        if (schema.containsKey("items")) {
            inner.put("items", schema.getJsonObject("items"));
        }
        JsonArray either = schema.getJsonArray("anyOf", new JsonArray());
        for (int i = 0; i < either.size(); i++) {
            inner.put("anyOf" + i, either.getJsonObject(i));
        }
        return inner;
    }

    @Test
    void a_call_made_by_a_strict_form_is_understood() {
        Visit visit = Visit.anonymous();
        JsonArray profile = new JsonArray()
                .add(new JsonObject().put("name", "city").put("value", "Austin"))
                .add(new JsonObject().put("name", "tier").put("value", "gold"));
        JsonObject identify = new JsonObject()
                .put("sessionId", visit.sessionId())
                .put("customerId", "user_strict_form")
                .put("profile", profile)
                .putNull("consent")
                .putNull("idempotencyKey");
        Api.chatgpt()
                .body(identify.encode())
                .post("/tools/identify_customer")
                .then()
                .statusCode(200);
        visit.call("get_customer_context")
                .body("data.customer.profile.city", is("Austin"))
                .body("data.customer.profile.tier", is("gold"));
        identify.put(
                "profile",
                profile.copy().add(new JsonObject().put("name", "city").put("value", "Boston")));
        Api.chatgpt()
                .body(identify.encode())
                .post("/tools/identify_customer")
                .then()
                .statusCode(400)
                .body("errors[0].field", is("profile"));
    }

    @Test
    void a_custom_gpt_imports_the_tools_alone_from_one_absolute_server_with_one_scheme() {
        JsonObject document = new JsonObject(given().get("/tools/openapi.json")
                .then()
                .statusCode(200)
                .extract()
                .asString());
        assertThat(document.getString("openapi")).startsWith("3.1");
        assertThat(document.getJsonArray("servers")).hasSize(1);
        assertThat(document.getJsonArray("servers").getJsonObject(0).getString("url"))
                .matches("https?://[^/]+.*");
        assertThat(document.getJsonObject("components")
                        .getJsonObject("securitySchemes")
                        .fieldNames())
                .containsExactly("ApiKey");
        JsonObject paths = document.getJsonObject("paths");
        assertThat(paths.size()).isBetween(9, 30);
        assertThat(paths.fieldNames()).allMatch(path -> path.startsWith("/tools/"));
        assertThat(SchemaKeywords.unknownInDocument(document)).isEmpty();
        List<String> unresolved = java.util.regex.Pattern.compile("\"\\$ref\":\"#/components/([^/]+)/([^\"]+)\"")
                .matcher(document.encode())
                .results()
                .filter(found -> !document.getJsonObject("components")
                        .getJsonObject(found.group(1))
                        .containsKey(found.group(2)))
                .map(found -> found.group())
                .toList();
        assertThat(unresolved).isEmpty();
    }

    private static List<JsonObject> tools(String format) {
        List<Map<String, Object>> tools =
                Api.chatgpt().get("/tools?format=" + format).jsonPath().getList("data");
        assertThat(tools).hasSizeGreaterThan(8);
        return tools.stream().map(JsonObject::new).toList();
    }

    private static JsonObject parameters(String format, String name) {
        return tools(format).stream()
                .map(tool -> tool.getJsonObject("function", tool))
                .filter(tool -> tool.getString("name").equals(name))
                .findFirst()
                .orElseThrow()
                .getJsonObject("parameters");
    }
}
