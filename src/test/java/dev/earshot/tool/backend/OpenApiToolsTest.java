package dev.earshot.tool.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools taken from an operation of an OpenAPI document: what is taken, what the tools file may say itself. */
class OpenApiToolsTest {
    private static final String DOCUMENT = """
            openapi: 3.1.0
            info: {title: Shop, version: '1'}
            paths:
              /stores/{store-id}/items/{itemId}:
                parameters:
                  - {name: store-id, in: path, required: true, schema: {type: string}, description: The store.}
                  - $ref: '#/components/parameters/itemId'
                post:
                  operationId: reserve
                  summary: Reserve an item.
                  description: |
                    Reserves an item for the customer.
                    It is kept for a day.
                  parameters:
                    - {name: 'tag[]', in: query, schema: {type: array, items: {type: string, enum: [gift, rush]}}}
                    - {name: X-Channel, in: header, schema: {type: [string, 'null']}}
                    - {name: Idempotency-Key, in: header, required: true, schema: {type: string}}
                    - {name: authorization, in: header, required: true, schema: {type: string}}
                  requestBody:
                    required: true
                    content:
                      text/plain: {schema: {type: string}}
                      application/json: {schema: {$ref: '#/components/schemas/Reservation'}}
                  responses:
                    201:
                      content: {application/json: {schema: {$ref: '#/components/schemas/Reserved'}}}
                    422: {$ref: '#/components/responses/Refused'}
                get:
                  operationId: look
                  summary: Look at an item
                  responses: {200: {content: {application/json: {schema: {type: array, items: {type: string}}}}}}
                delete: {operationId: forget, summary: Forget it, responses: {204: {description: Done}}}
            components:
              parameters:
                itemId: {name: itemId, in: path, required: true, schema: {$ref: '#/components/schemas/Id'}}
              responses:
                Refused: {content: {application/problem+json: {schema: {type: object}}}}
              schemas:
                Id: {type: string, maxLength: 40, description: The item.}
                Reservation:
                  allOf:
                    - $ref: '#/components/schemas/Quantity'
                    - type: object
                      required: [customer]
                      properties:
                        id: {type: string, readOnly: true}
                        customer: {type: string}
                        day: {type: string, format: date, description: Of the pick-up}
                        price: {anyOf: [{type: number, exclusiveMinimum: 0, multipleOf: 0.01}, {type: 'null'}]}
                        colour: {oneOf: [{const: red}, {enum: [blue, null]}]}
                        address:
                          type: object
                          required: [city]
                          properties: {city: {type: string}, id: {type: string, readOnly: true}}
                Quantity:
                  type: object
                  required: [quantity]
                  properties: {quantity: {type: integer, exclusiveMinimum: 0, maximum: 9, default: 1}}
                Reserved:
                  type: object
                  required: [number]
                  properties:
                    number: {type: string, description: To name in the store.}
                    lines: {type: array, items: {$ref: '#/components/schemas/Reserved'}}
                    kind: {oneOf: [{type: string}, {type: integer}]}
                    not-a-name: {type: string}
            """;

    private static final String TOOLS = """
            backends:
              shop: {url: "https://shop.example/api", openapi: shop.yaml, headers: {X-Api-Version: "2"}}
            tools:
              reserve_item:
                request: {backend: shop, operationId: reserve, body: {customer: "{customer.id}"}}
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void document() throws IOException {
        Files.writeString(folder.resolve("shop.yaml"), DOCUMENT);
    }

    @Test
    void an_operation_gives_a_tool_its_texts_hints_arguments_and_result() throws IOException {
        OwnTool tool = tool(TOOLS);

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

        var request = tool(TOOLS).operation().fill(CallValues.of(arguments, null), "key");

        assertThat(request.method()).isEqualTo(HttpMethod.POST);
        assertThat(request.uri()).isEqualTo("/api/stores/main%20street/items/tent-1?tag%5B%5D=gift&tag%5B%5D=rush");
        assertThat(request.headers()).isEmpty();
        assertThat(request.body().toJsonObject())
                .isEqualTo(new JsonObject("{\"quantity\": 2, \"address\": {\"city\": \"Bonn\"}}"));
        assertThat(tool(TOOLS)
                        .operation()
                        .fill(CallValues.of(arguments.put("xChannel", "chat"), null), "key")
                        .headers())
                .isEqualTo(Map.of("X-Channel", "chat"));
        assertThatThrownBy(() -> tool(TOOLS)
                        .operation()
                        .fill(CallValues.of(arguments.put("xChannel", "a\r\nX-Admin: 1"), null), "key"))
                .hasMessageContaining("xChannel");
    }

    @Test
    void methods_say_the_hints_and_an_answer_that_is_no_object_is_one_field() throws IOException {
        OwnTool look = tool(of("look"));
        assertThat(look.isReadOnly()).isTrue();
        assertThat(look.hints().getBoolean("idempotentHint")).isTrue();
        assertThat(look.resultSchema().getJsonObject("properties"))
                .isEqualTo(new JsonObject("{\"answer\": {\"type\": \"array\"}}"));

        OwnTool forget = tool(of("forget"));
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
        OwnTool tool = tool(TOOLS.replace("body: {customer: \"{customer.id}\"}}", """
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
        assertThat(tool(own).arguments().getJsonObject("properties").fieldNames())
                .containsExactlyInAnyOrder("storeId", "itemId", "quantity");

        String lacking = own.replace("        quantity: {type: integer}\n", "").replace(", quantity]", "]");
        assertFault(
                lacking,
                "shop.yaml, reserve: requestBody.properties.quantity is required: the tool needs an argument quantity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.0.3", "3.1.1"})
    void values_that_may_be_null_are_absent_in_both_versions(String version) throws IOException {
        change("openapi: 3.1.0", "openapi: " + version);
        change("schema: {type: [string, 'null']}", "schema: {type: string, nullable: true}");
        change("exclusiveMinimum: 0, maximum: 9", "minimum: 0, exclusiveMinimum: true, maximum: 9");

        JsonObject properties = tool(TOOLS).arguments().getJsonObject("properties");
        assertThat(properties.getJsonObject("xChannel").getString("type")).isEqualTo("string");
        assertThat(properties.getJsonObject("quantity").getInteger("minimum")).isEqualTo(1);
    }

    @Test
    void a_document_may_be_json() throws IOException {
        Files.writeString(folder.resolve("shop.json"), """
                {"openapi": "3.0.1",\t"paths": {"\\/ping": {"get": {"operationId": "ping", "summary": "Ping"}}}}""");
        String tools = of("ping").replace("shop.yaml", "shop.json");
        assertThat(tool(tools)
                        .operation()
                        .fill(CallValues.of(new JsonObject(), null), "key")
                        .uri())
                .isEqualTo("/api/ping");

        Files.writeString(folder.resolve("shop.json"), "{\n\"openapi\": }");
        assertFault(tools, "shop.json is not valid JSON in line 2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            openapi: 3.1.0          | swagger: '2.0'       | shop.yaml must be a document of OpenAPI 3.0 or 3.1
            openapi: 3.1.0          | openapi: [           | shop.yaml is not valid YAML in line
            operationId: reserve    | operationId: keep    | tools.reserve_item.request.operationId is no operation of shop.yaml
            operationId: look       | operationId: reserve | shop.yaml, reserve: operationId must be unique
            '#/components/schemas/Id' | other.yaml#/Id     | shop.yaml, reserve: parameters.itemId.schema names other.yaml#/Id; only parts of the same
            '#/components/schemas/Id' | '#/components/schemas/Nr' | shop.yaml, reserve: parameters.itemId.schema names #/components/schemas/Nr, which is missing
            '#/components/schemas/Id' | '#/components/parameters/itemId/schema' | shop.yaml, reserve: parameters.itemId.schema is recursive, through #/components/parameters/itemId/schema
            address:                | quantity:            | shop.yaml, reserve: requestBody.allOf.1.properties.quantity is said twice, and not the same
            city: {type: string}    | city: {type: object} | shop.yaml, reserve: requestBody.properties.address.properties.city must have properties
            city: {type: string}    | city: {$ref: '#/components/schemas/Reservation'} | shop.yaml, reserve: requestBody.properties.address.properties.city is recursive, through
            city: {type: string}    | city: {type: [string, integer]} | shop.yaml, reserve: requestBody.properties.address.properties.city.type must be one type
            city: {type: string}    | city: {not: {}, type: string} | shop.yaml, reserve: requestBody.properties.address.properties.city.not can't be said of an argument; the tool can
            city: {type: string}    | city: {}             | shop.yaml, reserve: requestBody.properties.address.properties.city.type must be one of
            city: {type: string}    | city: true           | shop.yaml, reserve: requestBody.properties.address.properties.city must be a mapping
            city: {type: string}    | city: {oneOf: [{type: string}, {type: number}]} | shop.yaml, reserve: requestBody.properties.address.properties.city.oneOf can't be said
            city: {type: string}    | city: {type: array}  | shop.yaml, reserve: requestBody.properties.address.properties.city.items is missing
            type: array, items: {type: string, enum: [gift, rush]} | type: object, properties: {a: {type: string}} | shop.yaml, reserve: parameters.tag[] can't be sent as an object
            name: 'tag[]', in: query | explode: false, name: 'tag[]', in: query | shop.yaml, reserve: parameters.tag[] can't be sent as an array
            name: X-Channel, in: header | name: seen, required: true, in: cookie | shop.yaml, reserve: parameters.seen is a cookie
            name: X-Channel, in: header | name: quantity, in: query | shop.yaml, reserve: requestBody.properties.quantity shares the name quantity with another
            name: X-Channel, in: header | name: '1st', in: query | shop.yaml, reserve: parameters.1st has a name that no argument can have
            application/json: {schema | application/xml: {schema | shop.yaml, reserve: requestBody is of type text/plain; only JSON can be sent
            maxLength: 40           | maxLength: many      | tools.reserve_item.arguments.properties.itemId.maxLength must be a number from 0 on (reserve of shop.yaml)
            day: {type              | sessionId: {type     | tools.reserve_item.arguments.properties.sessionId is a reserved name (reserve of shop.yaml)
            """)
    void what_a_document_can_not_say_is_named_by_file_operation_and_field(String part, String other, String said)
            throws IOException {
        change(part, other);
        assertFault(TOOLS, said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            openapi: shop.yaml       | openapi: none.yaml      | none.yaml can't be read
            `, openapi: shop.yaml`   | ``                      | tools.reserve_item.request.operationId needs a document, and backends.shop.openapi names none
            backend: shop,           | backend: other,         | tools.reserve_item.request.operationId needs a document, and backends.other.openapi names none
            operationId: reserve,    | `operationId: reserve, omit: [quantity],` | tools.reserve_item.request.omit names quantity, which the operation requires
            operationId: reserve,    | `operationId: reserve, omit: [size],`     | tools.reserve_item.request.omit names size, which the operation does not have
            operationId: reserve,    | `operationId: reserve, headers: {X-Api-Version: "3"},` | tools.reserve_item.request.headers.X-Api-Version is sent with each request of backend shop
            """)
    void a_fault_of_the_tools_file_is_named_by_its_field(String part, String other, String said) throws IOException {
        assertThat(TOOLS).contains(part);
        assertFault(TOOLS.replace(part, other), said);
    }

    private void change(String part, String other) throws IOException {
        Path file = folder.resolve("shop.yaml");
        String document = Files.readString(file);
        assertThat(document).contains(part);
        Files.writeString(file, document.replace(part, other));
    }

    private static String of(String operation) {
        return TOOLS.replace("operationId: reserve, body: {customer: \"{customer.id}\"}", "operationId: " + operation);
    }

    private void assertFault(String tools, String said) {
        assertThatThrownBy(() -> tool(tools))
                .satisfies(refused -> assertThat(((ConfigValidationException) refused)
                                .getProblem(0)
                                .getMessage())
                        .startsWith("EARSHOT_TOOLS: " + said)
                        .doesNotContain("\n"));
    }

    private OwnTool tool(String tools) throws IOException {
        Path file = Files.writeString(folder.resolve("tools.yaml"), tools);
        return new OwnTools(Optional.of(file.toString()), Duration.ofSeconds(10), List.of(), name -> Optional.empty())
                .current()
                .tools()
                .get(0);
    }
}
