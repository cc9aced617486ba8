package dev.earshot.tool.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A tools file and the OpenAPI document of its backend, in a folder. */
final class OpenApiShop {
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

    static final String TOOLS = """
            backends:
              shop: {url: "https://shop.example/api", openapi: shop.yaml, headers: {X-Api-Version: "2"}}
            tools:
              reserve_item:
                request: {backend: shop, operationId: reserve, body: {customer: "{customer.id}"}}
            """;

    private final Path folder;

    OpenApiShop(Path folder) throws IOException {
        this.folder = folder;
        Files.writeString(folder.resolve("shop.yaml"), DOCUMENT);
    }

    /** Replaces a part of the document. */
    void change(String part, String other) throws IOException {
        Path file = folder.resolve("shop.yaml");
        String document = Files.readString(file);
        assertThat(document).contains(part);
        Files.writeString(file, document.replace(part, other));
    }

    /** The tools file, with a tool of another operation. */
    static String of(String operation) {
        return TOOLS.replace("operationId: reserve, body: {customer: \"{customer.id}\"}", "operationId: " + operation);
    }

    void assertFault(String tools, String said) {
        assertThatThrownBy(() -> tool(tools))
                .satisfies(refused -> assertThat(((ConfigValidationException) refused)
                                .getProblem(0)
                                .getMessage())
                        .startsWith("EARSHOT_TOOLS: " + said)
                        .doesNotContain("\n"));
    }

    /** The tool that the file describes. */
    OwnTool tool(String tools) throws IOException {
        Path file = Files.writeString(folder.resolve("tools.yaml"), tools);
        return new OwnTools(Optional.of(file.toString()), Duration.ofSeconds(10), List.of(), name -> Optional.empty())
                .current()
                .tools()
                .get(0);
    }
}
