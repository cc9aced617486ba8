package dev.earshot.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.testing.Api;
import dev.earshot.testing.Catalogue;
import dev.earshot.testing.Mcp;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.stub.NetmeraStub;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.Validator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tools over MCP are the tools over REST: one contract, run against both. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class McpTest {
    NetmeraStub netmera;

    @BeforeEach
    void items() {
        netmera.reset();
        Catalogue.ofASmallShop();
    }

    /** Tool and arguments; the session is added. Some are wrong. */
    private static List<Map.Entry<String, JsonObject>> cases() {
        return List.of(
                Map.entry("get_customer_context", new JsonObject()),
                Map.entry("search_items", new JsonObject().put("query", "hiking backpack under 100")),
                Map.entry("search_items", new JsonObject().put("query", "").put("limit", 51)),
                Map.entry("search_items", new JsonObject().put("colour", "red").put("query", 5)),
                Map.entry("view_item", new JsonObject().put("itemId", "tent-1")),
                Map.entry("view_item", new JsonObject().put("itemId", "no-such-item")),
                Map.entry("save_item", new JsonObject().put("itemId", "tent-1")),
                Map.entry("save_item", new JsonObject().put("itemId", "tent-1")),
                Map.entry("save_item", new JsonObject()),
                Map.entry("identify_customer", new JsonObject().put("customerId", "anon_x")),
                Map.entry(
                        "identify_customer",
                        new JsonObject()
                                .put("customerId", "CUSTOMER")
                                .put("profile", new JsonObject().put("name", "John"))),
                Map.entry("identify_customer", new JsonObject().put("customerId", "somebody-else")),
                Map.entry("complete_conversion", conversion(540.00).put("idempotencyKey", "one")),
                Map.entry("complete_conversion", conversion(540.00).put("idempotencyKey", "one")),
                Map.entry("complete_conversion", conversion(541.00).put("idempotencyKey", "one")),
                Map.entry("complete_conversion", conversion(-1)),
                Map.entry("get_customer_context", new JsonObject()),
                Map.entry("view_item", new JsonObject().put("itemId", "tent-1").put("sessionId", "sess_nobody")));
    }

    @Test
    void the_same_cases_have_the_same_answers_and_the_same_events_over_rest_and_mcp() {
        String overRest = "user_" + UUID.randomUUID();
        String overMcp = "user_" + UUID.randomUUID();

        List<JsonObject> rest = play(overRest, McpTest::rest);
        List<JsonObject> mcp = play(overMcp, McpTest::mcp);

        for (int i = 0; i < rest.size(); i++) {
            assertThat(mcp.get(i)).as("case %d", i).isEqualTo(rest.get(i));
        }
        await().until(() -> netmera.namesReceived(overMcp).contains("AIConversionCompleted")
                && netmera.namesReceived(overRest).contains("AIConversionCompleted"));
        assertThat(netmera.namesReceived(overMcp)).isEqualTo(netmera.namesReceived(overRest));
    }

    @Test
    void tools_are_listed_with_title_hints_and_schemas_that_answers_conform_to() {
        List<JsonObject> listed = Mcp.tools(Api.chatgpt());
        List<JsonObject> shown =
                Api.chatgpt().get("/tools?format=mcp").jsonPath().<Map<String, Object>>getList("data").stream()
                        .map(JsonObject::new)
                        .toList();
        assertThat(listed).hasSize(9);
        Map<String, JsonObject> schemas = new LinkedHashMap<>();
        for (JsonObject tool : shown) {
            JsonObject same = listed.stream()
                    .filter(one -> one.getString("name").equals(tool.getString("name")))
                    .findFirst()
                    .orElseThrow();
            assertThat(same.getString("title")).isEqualTo(tool.getString("title"));
            assertThat(same.getJsonObject("inputSchema")).isEqualTo(tool.getJsonObject("inputSchema"));
            for (String hint : List.of("readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint")) {
                assertThat(same.getJsonObject("annotations").getBoolean(hint))
                        .isEqualTo(tool.getJsonObject("annotations").getBoolean(hint));
            }
            schemas.put(tool.getString("name"), same.getJsonObject("outputSchema"));
        }
        String session = structured("start_session", new JsonObject()).getString("sessionId");
        for (var one : cases()) {
            JsonObject result = result(one.getKey(), with(session, "user_" + session, one.getValue()));
            if (!result.getBoolean("isError", false)) {
                JsonObject content = result.getJsonObject("structuredContent");
                assertThat(Validator.create(JsonSchema.of(schemas.get(one.getKey())), options())
                                .validate(content)
                                .getValid())
                        .as("%s: %s", one.getKey(), content)
                        .isTrue();
                assertThat(Mcp.text(result)).isEqualTo(content);
            }
        }
    }

    @Test
    void no_initialisation_is_needed_and_a_whole_visit_may_go_over_any_connection() {
        String session = structured("start_session", new JsonObject()).getString("sessionId");
        assertThat(structured(
                                "view_item",
                                new JsonObject().put("sessionId", session).put("itemId", "tent-1"))
                        .getJsonObject("item")
                        .getString("name"))
                .isEqualTo("Two-person tent");
    }

    private static JsonObject conversion(double revenue) {
        return new JsonObject().put("itemId", "tent-1").put("revenue", revenue).put("currency", "USD");
    }

    private interface Facade {
        JsonObject call(String tool, JsonObject arguments);
    }

    /** The answers of each case, without the ids that differ by session. */
    private static List<JsonObject> play(String customer, Facade facade) {
        String session = facade.call("start_session", new JsonObject()).getString("sessionId");
        return cases().stream()
                .map(one -> facade.call(one.getKey(), with(session, customer, one.getValue())))
                .map(answer -> new JsonObject(answer.encode()
                        .replace(session, "SESSION")
                        .replace(customer, "CUSTOMER")
                        .replaceAll("anon_[0-9a-z]{26}", "ANONYMOUS")))
                .toList();
    }

    private static JsonObject with(String session, String customer, JsonObject arguments) {
        JsonObject all = new JsonObject(
                arguments.encode().replace("CUSTOMER", customer).replace("\"one\"", "\"" + session + "\""));
        return all.containsKey("sessionId") ? all : all.put("sessionId", session);
    }

    private static JsonObject rest(String tool, JsonObject arguments) {
        Response answer = Api.chatgpt().body(arguments.encode()).post("/tools/" + tool);
        JsonObject body = new JsonObject(answer.asString());
        return answer.statusCode() == 200 ? body.getJsonObject("data") : refusal(body);
    }

    private static JsonObject mcp(String tool, JsonObject arguments) {
        JsonObject result = result(tool, arguments);
        return result.getBoolean("isError", false)
                ? refusal(Mcp.text(result))
                : result.getJsonObject("structuredContent");
    }

    private static JsonObject refusal(JsonObject problem) {
        JsonObject same = new JsonObject();
        for (String field : List.of("success", "code", "detail", "errors")) {
            same.put(field, problem.getValue(field));
        }
        return same;
    }

    private static JsonObject structured(String tool, JsonObject arguments) {
        return result(tool, arguments).getJsonObject("structuredContent");
    }

    private static JsonObject result(String tool, JsonObject arguments) {
        return Mcp.call(Api.chatgpt(), tool, arguments);
    }

    private static JsonSchemaOptions options() {
        return new JsonSchemaOptions().setDraft(Draft.DRAFT202012).setBaseUri("https://earshot.dev/tools");
    }
}
