package dev.earshot.tool.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Api;
import dev.earshot.testing.Management;
import dev.earshot.testing.Mcp;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.Validator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Planners' assistants look signals up and size rules over MCP; other callers can't. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class PlannerToolsTest {
    private static final List<String> OURS = List.of("search_signals", "estimate_audience");
    private static final JsonObject RULE =
            new JsonObject("{\"all\":[{\"any\":[\"loc_ca\"]},{\"any\":[\"trans_hiking\",\"int_hiking\"]}],"
                    + "\"none\":[\"demo_student\"]}");

    private static RequestSpecification planner() {
        return Api.planner("ann");
    }

    @Test
    void a_search_finds_the_same_signals_as_over_rest() {
        for (String query : List.of("hiking", "people in California who hike", "zzz", "Kaliforniya'da yaşayanlar")) {
            JsonObject found = answer("search_signals", new JsonObject().put("query", query));
            assertThat(found.getJsonArray("signals"))
                    .as(query)
                    .isEqualTo(overRest("/taxonomy/signals?limit=20&q=", query));
        }
        JsonObject few = answer(
                "search_signals",
                new JsonObject().put("query", "hiking").put("type", "interest").put("limit", 2));
        assertThat(few.getJsonArray("signals"))
                .isEqualTo(overRest("/taxonomy/signals?limit=2&type=interest&q=", "hiking"))
                .isNotEmpty();
    }

    @Test
    void a_rule_is_sized_as_over_rest() {
        JsonObject size = answer("estimate_audience", new JsonObject().put("rule", RULE));
        assertThat(size.getLong("count")).isBetween(0L, size.getLong("universe"));
        assertThat(size.getJsonArray("perSignal")).hasSize(4);
        JsonObject overRest = new JsonObject(planner()
                .body(new JsonObject().put("rule", RULE).encode())
                .post("/audiences/estimate")
                .asString());
        assertThat(size).isEqualTo(overRest.getJsonObject("data"));
    }

    @Test
    void a_rule_that_names_no_signal_or_one_that_there_is_not_is_refused() {
        JsonObject unknown =
                new JsonObject("{\"all\":[{\"any\":[\"loc_ca\",{\"signal\":\"int_moonwalks\",\"within\":\"P30D\"}]}]}");
        assertThat(refusal("INVALID_RULE", "estimate_audience", new JsonObject().put("rule", unknown)))
                .containsExactly("rule.all[0].any[1]");
        assertThat(refusal("INVALID_RULE", "estimate_audience", new JsonObject().put("rule", new JsonObject())))
                .containsExactly("rule");
    }

    @Test
    void what_does_not_fit_the_schema_is_refused_field_by_field() {
        assertThat(refusal("search_signals", new JsonObject().put("query", " ").put("type", "colour")))
                .containsExactlyInAnyOrder("query", "type");
        assertThat(refusal("search_signals", new JsonObject().put("query", "a\0b")))
                .containsExactly("query");
        JsonArray empty = new JsonArray().add(new JsonObject().put("any", new JsonArray()));
        assertThat(refusal("estimate_audience", new JsonObject().put("rule", new JsonObject().put("all", empty))))
                .containsExactly("rule.all.0.any");
        JsonArray broken = new JsonArray()
                .add(new JsonObject().put("any", new JsonArray().add("loc_ca").add("a\0b")));
        assertThat(refusal("estimate_audience", new JsonObject().put("rule", new JsonObject().put("all", broken))))
                .containsExactly("rule.all.0.any.1");
        assertThat(refusal("estimate_audience", new JsonObject())).containsExactly("rule");
    }

    @Test
    void each_sort_of_caller_is_shown_its_own_tools_and_refused_the_others() {
        assertThat(names(planner())).containsAll(OURS).doesNotContain("start_session");
        assertThat(names(Api.chatgpt())).contains("start_session").doesNotContainAnyElementsOf(OURS);
        RequestSpecification both =
                RestAssured.given().auth().oauth2(Api.issuer().token("ann", "earshot", Set.of("planner"), "tools"));
        assertThat(names(both)).contains("start_session").containsAll(OURS);

        for (String tool : OURS) {
            assertThat(code(Api.chatgpt(), tool)).isEqualTo("FORBIDDEN");
        }
        assertThat(code(planner(), "start_session")).isEqualTo("FORBIDDEN");
        Api.chatgpt()
                .body("{\"query\":\"x\"}")
                .post("/tools/search_signals")
                .then()
                .statusCode(404);
        Mcp.post(
                        RestAssured.given().auth().oauth2(Api.issuer().token("eve", "earshot", Set.of(), "")),
                        "tools/list",
                        new JsonObject())
                .then()
                .statusCode(403);
    }

    @Test
    void they_say_whether_they_only_read_or_act_outside_and_are_counted() {
        for (JsonObject tool : Mcp.tools(planner())) {
            boolean acts = tool.getString("name").equals("activate_signal");
            assertThat(tool.getString("title")).isNotBlank();
            assertThat(tool.getJsonObject("annotations").getMap())
                    .containsEntry("readOnlyHint", !acts)
                    .containsEntry("destructiveHint", false)
                    .containsEntry("idempotentHint", true)
                    .containsEntry("openWorldHint", acts);
        }
        answer("search_signals", new JsonObject().put("query", "hiking"));
        assertThat(Management.metrics())
                .containsPattern("earshot_tool_calls_seconds_count\\{[^}]*result=\"ok\",tool=\"search_signals\"");
    }

    /** What a tool answered, checked by its own schema and held against its text. */
    private static JsonObject answer(String tool, JsonObject arguments) {
        JsonObject result = Mcp.call(planner(), tool, arguments);
        assertThat(result.getBoolean("isError", false)).as(result.encode()).isFalse();
        JsonObject content = result.getJsonObject("structuredContent");
        assertThat(Mcp.text(result)).isEqualTo(content);
        JsonObject schema = Mcp.tools(planner()).stream()
                .filter(one -> one.getString("name").equals(tool))
                .findFirst()
                .orElseThrow()
                .getJsonObject("outputSchema");
        assertThat(Validator.create(
                                JsonSchema.of(schema),
                                new JsonSchemaOptions()
                                        .setDraft(Draft.DRAFT202012)
                                        .setBaseUri("https://earshot.dev/tools"))
                        .validate(content)
                        .getValid())
                .as("%s: %s", tool, content)
                .isTrue();
        return content;
    }

    private static List<String> refusal(String tool, JsonObject arguments) {
        return refusal("INVALID_ARGUMENTS", tool, arguments);
    }

    private static List<String> refusal(String code, String tool, JsonObject arguments) {
        JsonObject result = Mcp.call(planner(), tool, arguments);
        assertThat(result.getBoolean("isError", false)).as(result.encode()).isTrue();
        JsonObject problem = Mcp.text(result);
        assertThat(problem.getString("code")).isEqualTo(code);
        return problem.getJsonArray("errors").stream()
                .map(fault -> ((JsonObject) fault).getString("field"))
                .toList();
    }

    private static String code(RequestSpecification caller, String tool) {
        JsonObject result = Mcp.call(caller, tool, new JsonObject());
        assertThat(result.getBoolean("isError")).isTrue();
        return Mcp.text(result).getString("code");
    }

    private static List<String> names(RequestSpecification caller) {
        return Mcp.tools(caller).stream().map(tool -> tool.getString("name")).toList();
    }

    private static JsonArray overRest(String path, String query) {
        return new JsonObject(planner()
                        .get(path + "{q}", query)
                        .then()
                        .statusCode(200)
                        .body("success", is(true))
                        .extract()
                        .asString())
                .getJsonArray("data");
    }
}
