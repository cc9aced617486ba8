package dev.earshot.tool.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Standard tools whose requests are operations of an OpenAPI document. */
class StandardOperationsTest {
    private static final String DOCUMENT = """
            openapi: 3.0.3
            info: {title: Shop, version: '1'}
            paths:
              /find:
                get:
                  operationId: find
                  parameters:
                    - {name: q, in: query, required: true, schema: {type: string}}
                    - {name: category, in: query, schema: {type: string}}
                    - {name: maxPrice, in: query, schema: {type: number}}
                    - {name: limit, in: query, schema: {type: integer}}
                    - {name: colour, in: query, schema: {type: string}}
                    - {name: X-Channel, in: header, schema: {type: string}}
              /items/{itemId}:
                get:
                  operationId: look
                  parameters: [{name: itemId, in: path, required: true, schema: {type: string}}]
              /orders:
                post:
                  operationId: order
                  requestBody:
                    required: true
                    content:
                      application/json:
                        schema:
                          type: object
                          required: [sku, revenue]
                          properties:
                            sku: {type: string}
                            revenue: {type: number}
                            currency: {type: string}
                            voucher: {type: string}
                  responses:
                    '201':
                      content:
                        application/json: {schema: {type: object, properties: {number: {type: string}}}}
                    '422': {content: {application/problem+json: {schema: {type: object}}}}
            """;

    private static final String TOOLS = """
            backends:
              shop: {url: "https://shop.example/api", openapi: shop.yaml}
            standard:
              search_items:
                request: {backend: shop, operationId: find, query: {q: "{query}"},
                  headers: {X-Channel: "{session.platform}"}}
                items: {from: /items, fields: {itemId: /sku, name: /title}}
              view_item:
                request: {backend: shop, operationId: look}
                item: {fields: {itemId: /sku, name: /title}}
              complete_conversion:
                request: {backend: shop, operationId: order, body: {sku: "{itemId}"}}
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void document() throws IOException {
        Files.writeString(folder.resolve("shop.yaml"), DOCUMENT);
    }

    private StandardOperations read(String tools) throws IOException {
        Path file = Files.writeString(folder.resolve("tools.yaml"), tools);
        return new OwnTools(Optional.of(file.toString()), Duration.ofSeconds(10), List.of(), name -> Optional.empty())
                .current()
                .standard();
    }

    @Test
    void what_a_tool_is_called_with_is_sent_as_the_parameter_of_that_name() throws IOException {
        StandardOperations read = read(TOOLS);
        JsonObject arguments = new JsonObject()
                .put("query", "tent")
                .put("limit", 5)
                .put("filters", new JsonObject().put("maxPrice", 90).put("minPrice", 10));

        var found = read.search().orElseThrow().operation().fill(CallValues.of(arguments, null), "key");
        assertThat(found.method()).isEqualTo(HttpMethod.GET);
        assertThat(found.uri()).startsWith("/api/find?").contains("q=tent", "maxPrice=90", "limit=5");
        assertThat(found.uri()).doesNotContain("category", "minPrice", "colour");

        var seen = read.view().orElseThrow().operation();
        assertThat(seen.fill(CallValues.of(new JsonObject().put("itemId", "tent 1"), null), "key")
                        .uri())
                .isEqualTo("/api/items/tent%201");
    }

    @Test
    void a_conversion_gets_its_method_body_refusal_and_result_from_the_operation() throws IOException {
        StandardOperations.Conversion conversion = read(TOOLS).conversion().orElseThrow();
        JsonObject arguments =
                new JsonObject().put("itemId", "tent").put("revenue", 90.5).put("currency", "EUR");

        var order = conversion.operation().fill(CallValues.of(arguments, null), "key");
        assertThat(order.method()).isEqualTo(HttpMethod.POST);
        assertThat(order.body().toJsonObject())
                .isEqualTo(new JsonObject("{\"sku\": \"tent\", \"revenue\": 90.5, \"currency\": \"EUR\"}"));
        assertThat(conversion.result().fields()).containsOnlyKeys("number");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            query: {q: "{query}"},      | `` \
              | shop.yaml, find: parameters.q is required: the tool needs an argument q
            body: {sku: "{itemId}"}     | omit: [voucher] \
              | shop.yaml, order: requestBody.properties.sku is required
            operationId: order          | operationId: orders \
              | standard.complete_conversion.request.operationId is no operation of shop.yaml
            operationId: order          | operationId: look \
              | standard.complete_conversion.request.body must be absent with GET (look of shop.yaml)
            """)
    void a_fault_names_the_field_or_the_part_of_the_document(String part, String other, String said) {
        assertThat(TOOLS).contains(part);
        assertThatThrownBy(() -> read(TOOLS.replace(part, other)))
                .satisfies(refused -> assertThat(((ConfigValidationException) refused)
                                .getProblem(0)
                                .getMessage())
                        .startsWith("EARSHOT_TOOLS: " + said));
    }
}
