package dev.earshot.tool.backend;

import static dev.earshot.tool.backend.OpenApiShop.TOOLS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools taken from an operation of an OpenAPI document: what is taken, what the tools file may say itself. */
class OpenApiToolsTest {
    @TempDir
    Path folder;

    private OpenApiShop shop;

    @BeforeEach
    void document() throws IOException {
        shop = new OpenApiShop(folder);
    }

    @Test
    void an_operation_gives_a_tool_its_texts_hints_arguments_and_result() throws IOException {
        OwnTool tool = shop.tool(TOOLS);

        assertThat(tool.title()).isEqualTo("Reserve an item");
        assertThat(tool.description()).isEqualTo("Reserves an item for the customer. It is kept for a day.");
        assertThat(tool.consequential()).isTrue();
        assertThat(tool.hints().getBoolean("readOnlyHint")).isFalse();
        assertThat(tool.arguments()).isEqualTo(new JsonObject("""
                {"type": "object", "additionalProperties": false,
                 "required": ["storeId", "itemId", "quantity"],
                 "properties": {
                  "storeId": {"type": "string", "description": "The store.", "maxLength": 1000},
                  "itemId": {"type": "string", "description": "The item.", "maxLength": 40},
                  "tag": {"type": "array", "maxItems": 100,
                          "items": {"type": "string", "enum": ["gift", "rush"], "maxLength": 1000}},
                  "xChannel": {"type": "string", "maxLength": 1000},
                  "quantity": {"type": "integer", "minimum": 1, "maximum": 9, "description": "Default: 1."},
                  "day": {"type": "string", "description": "Of the pick-up. Format: date.", "maxLength": 1000},
                  "price": {"type": "number", "minimum": 0, "maximum": 1e15},
                  "colour": {"type": "string", "enum": ["red", "blue"], "maxLength": 1000},
                  "address": {"type": "object", "additionalProperties": false, "required": ["city"],
                              "properties": {"city": {"type": "string", "maxLength": 1000}}}}}"""));
        assertThat(tool.resultSchema()).isEqualTo(new JsonObject("""
                {"type": "object", "properties": {
                  "number": {"type": "string", "description": "To name in the store."},
                  "lines": {"type": "array"},
                  "kind": {}}}"""));
        assertThat(tool.operation().refusal()).hasToString("/detail");
    }

    @Test
    void a_call_fills_path_query_headers_and_body_and_leaves_out_what_has_no_value() throws IOException {
        JsonObject arguments = new JsonObject()
                .put("storeId", "main street")
                .put("itemId", "tent-1")
                .put("tag", new JsonArray().add("gift").add("rush"))
                .put("quantity", 2)
                .put("address", new JsonObject().put("city", "Bonn"));

        var request = shop.tool(TOOLS).operation().fill(CallValues.of(arguments, null), "key");

        assertThat(request.method()).isEqualTo(HttpMethod.POST);
        assertThat(request.uri()).isEqualTo("/api/stores/main%20street/items/tent-1?tag%5B%5D=gift&tag%5B%5D=rush");
        assertThat(request.headers()).isEmpty();
        assertThat(request.body().toJsonObject())
                .isEqualTo(new JsonObject("{\"quantity\": 2, \"address\": {\"city\": \"Bonn\"}}"));
        assertThat(shop.tool(TOOLS)
                        .operation()
                        .fill(CallValues.of(arguments.put("xChannel", "chat"), null), "key")
                        .headers())
                .isEqualTo(Map.of("X-Channel", "chat"));
        assertThatThrownBy(() -> shop.tool(TOOLS)
                        .operation()
                        .fill(CallValues.of(arguments.put("xChannel", "a\r\nX-Admin: 1"), null), "key"))
                .hasMessageContaining("xChannel");
    }

    @Test
    void methods_say_the_hints_and_an_answer_that_is_no_object_is_one_field() throws IOException {
        OwnTool look = shop.tool(OpenApiShop.of("look"));
        assertThat(look.isReadOnly()).isTrue();
        assertThat(look.hints().getBoolean("idempotentHint")).isTrue();
        assertThat(look.resultSchema().getJsonObject("properties"))
                .isEqualTo(new JsonObject("{\"answer\": {\"type\": \"array\"}}"));

        OwnTool forget = shop.tool(OpenApiShop.of("forget"));
        assertThat(forget.hints().getBoolean("destructiveHint")).isTrue();
        assertThat(forget.hasEffect()).isTrue();
        assertThat(forget.hasResult()).isFalse();
        assertThat(forget.operation()
                        .fill(CallValues.of(new JsonObject().put("storeId", "a").put("itemId", "b"), null), "key")
                        .body())
                .isNull();
    }

    @Test
    void what_the_tools_file_says_itself_wins() throws IOException {
        OwnTool tool = shop.tool(TOOLS.replace("body: {customer: \"{customer.id}\"}}", """
                path: "/stores/main/items/{itemId}", query: {"tag[]": gift},
                            headers: {x-channel: "{session.platform}"}, omit: [day, price, colour, address],
                            body: {customer: "{customer.id}", source: chat}}
                    description: Reserves.
                    title: Reservation
                    hints: {idempotent: true}
                    result: {nr: /number}"""));

        assertThat(tool.description()).isEqualTo("Reserves.");
        assertThat(tool.title()).isEqualTo("Reservation");
        assertThat(tool.hints().getBoolean("idempotentHint")).isTrue();
        assertThat(tool.arguments().getJsonObject("properties").fieldNames())
                .containsExactlyInAnyOrder("itemId", "quantity");
        assertThat(tool.resultSchema().getJsonObject("properties").fieldNames()).containsExactly("nr");
        var request = tool.operation()
                .fill(CallValues.of(new JsonObject().put("itemId", "tent-1").put("quantity", 2), null), "key");
        assertThat(request.uri()).isEqualTo("/api/stores/main/items/tent-1?tag%5B%5D=gift");
        assertThat(request.body().toJsonObject()).isEqualTo(new JsonObject("{\"quantity\": 2, \"source\": \"chat\"}"));
    }

    @Test
    void arguments_of_ones_own_stand_for_all_of_the_operation() throws IOException {
        String own = TOOLS + """
                    arguments:
                      type: object
                      properties:
                        storeId: {type: string, enum: [north, south]}
                        itemId: {type: string}
                        quantity: {type: integer}
                      required: [storeId, itemId, quantity]
                """;
        assertThat(shop.tool(own).arguments().getJsonObject("properties").fieldNames())
                .containsExactlyInAnyOrder("storeId", "itemId", "quantity");

        String lacking = own.replace("        quantity: {type: integer}\n", "").replace(", quantity]", "]");
        shop.assertFault(
                lacking,
                "shop.yaml, reserve: requestBody.properties.quantity is required: the tool needs an argument quantity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.0.3", "3.1.1"})
    void values_that_may_be_null_are_absent_in_both_versions(String version) throws IOException {
        shop.change("openapi: 3.1.0", "openapi: " + version);
        shop.change("schema: {type: [string, 'null']}", "schema: {type: string, nullable: true}");
        shop.change("exclusiveMinimum: 0, maximum: 9", "minimum: 0, exclusiveMinimum: true, maximum: 9");

        JsonObject properties = shop.tool(TOOLS).arguments().getJsonObject("properties");
        assertThat(properties.getJsonObject("xChannel").getString("type")).isEqualTo("string");
        assertThat(properties.getJsonObject("quantity").getInteger("minimum")).isEqualTo(1);
    }

    @Test
    void a_document_may_be_json() throws IOException {
        Files.writeString(folder.resolve("shop.json"), """
                {"openapi": "3.0.1",\t"paths": {"\\/ping": {"get": {"operationId": "ping", "summary": "Ping"}}}}""");
        String tools = OpenApiShop.of("ping").replace("shop.yaml", "shop.json");
        assertThat(shop.tool(tools)
                        .operation()
                        .fill(CallValues.of(new JsonObject(), null), "key")
                        .uri())
                .isEqualTo("/api/ping");

        Files.writeString(folder.resolve("shop.json"), "{\n\"openapi\": }");
        shop.assertFault(tools, "shop.json is not valid JSON in line 2");
    }
}
