package dev.earshot.tool.backend;

import static dev.earshot.tool.backend.OpenApiShop.TOOLS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tools that can't be taken from an operation of an OpenAPI document: what is said of it. */
class OpenApiFaultsTest {
    @TempDir
    Path folder;

    private OpenApiShop shop;

    @BeforeEach
    void document() throws IOException {
        shop = new OpenApiShop(folder);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            openapi: 3.1.0          | swagger: '2.0'       | shop.yaml must be a document of OpenAPI 3.0 or 3.1
            openapi: 3.1.0          | openapi: [           | shop.yaml is not valid YAML in line
            operationId: reserve    | operationId: keep \
              | tools.reserve_item.request.operationId is no operation of shop.yaml
            operationId: look       | operationId: reserve | shop.yaml, reserve: operationId must be unique
            '#/components/schemas/Id' | other.yaml#/Id \
              | shop.yaml, reserve: parameters.itemId.schema names other.yaml#/Id; only parts of the same
            '#/components/schemas/Id' | '#/components/schemas/Nr' \
              | shop.yaml, reserve: parameters.itemId.schema names #/components/schemas/Nr, which is missing
            '#/components/schemas/Id' | '#/components/parameters/itemId/schema' \
              | shop.yaml, reserve: parameters.itemId.schema is recursive, through #/components/parameters/itemId/schema
            address:                | quantity: \
              | shop.yaml, reserve: requestBody.allOf.1.properties.quantity is said twice, and not the same
            city: {type: string}    | city: {type: object} \
              | shop.yaml, reserve: requestBody.properties.address.properties.city must have properties
            city: {type: string}    | city: {$ref: '#/components/schemas/Reservation'} \
              | shop.yaml, reserve: requestBody.properties.address.properties.city is recursive, through
            city: {type: string}    | city: {type: [string, integer]} \
              | shop.yaml, reserve: requestBody.properties.address.properties.city.type must be one type
            city: {type: string}    | city: {not: {}, type: string} | shop.yaml, reserve: requestBody.properties.address.properties.city.not can't be said of an argument; the tool can
            city: {type: string}    | city: {} \
              | shop.yaml, reserve: requestBody.properties.address.properties.city.type must be one of
            city: {type: string}    | city: true \
              | shop.yaml, reserve: requestBody.properties.address.properties.city must be a mapping
            city: {type: string}    | city: {oneOf: [{type: string}, {type: number}]} \
              | shop.yaml, reserve: requestBody.properties.address.properties.city.oneOf can't be said
            city: {type: string}    | city: {type: array} \
              | shop.yaml, reserve: requestBody.properties.address.properties.city.items is missing
            type: array, items: {type: string, enum: [gift, rush]} | type: object, properties: {a: {type: string}} \
              | shop.yaml, reserve: parameters.tag[] can't be sent as an object
            name: 'tag[]', in: query | explode: false, name: 'tag[]', in: query \
              | shop.yaml, reserve: parameters.tag[] can't be sent as an array
            name: X-Channel, in: header | name: seen, required: true, in: cookie \
              | shop.yaml, reserve: parameters.seen is a cookie
            name: X-Channel, in: header | name: quantity, in: query \
              | shop.yaml, reserve: requestBody.properties.quantity shares the name quantity with another
            name: X-Channel, in: header | name: '1st', in: query \
              | shop.yaml, reserve: parameters.1st has a name that no argument can have
            application/json: {schema | application/xml: {schema \
              | shop.yaml, reserve: requestBody is of type text/plain; only JSON can be sent
            maxLength: 40           | maxLength: many \
            | tools.reserve_item.arguments.properties.itemId.maxLength must be a number from 0 on (reserve of shop.yaml)
            day: {type              | sessionId: {type \
              | tools.reserve_item.arguments.properties.sessionId is a reserved name (reserve of shop.yaml)
            """)
    void what_a_document_can_not_say_is_named_by_file_operation_and_field(String part, String other, String said)
            throws IOException {
        shop.change(part, other);
        shop.assertFault(TOOLS, said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            openapi: shop.yaml       | openapi: none.yaml      | none.yaml can't be read
            `, openapi: shop.yaml`   | `` \
              | tools.reserve_item.request.operationId needs a document, and backends.shop.openapi names none
            backend: shop,           | backend: other, \
              | tools.reserve_item.request.operationId needs a document, and backends.other.openapi names none
            operationId: reserve,    | `operationId: reserve, omit: [quantity],` \
              | tools.reserve_item.request.omit names quantity, which the operation requires
            operationId: reserve,    | `operationId: reserve, omit: [size],` \
              | tools.reserve_item.request.omit names size, which the operation does not have
            operationId: reserve,    | `operationId: reserve, headers: {X-Api-Version: "3"},` \
              | tools.reserve_item.request.headers.X-Api-Version is sent with each request of backend shop
            """)
    void a_fault_of_the_tools_file_is_named_by_its_field(String part, String other, String said) throws IOException {
        assertThat(TOOLS).contains(part);
        shop.assertFault(TOOLS.replace(part, other), said);
    }

    @Test
    void an_optional_body_of_another_type_is_left_out_only_where_the_request_says_so() throws IOException {
        shop.change("required: true\n", "required: false\n");
        shop.change(
                "application/json: {schema: {$ref: '#/components/schemas/Reservation'}}",
                "application/xml: {schema: {type: string}}");
        shop.assertFault(
                OpenApiShop.of("reserve"),
                "shop.yaml, reserve: requestBody is of type text/plain; only JSON can be sent,"
                        + " and the request can omit body");
        assertThat(shop.tool(OpenApiShop.of("reserve, omit: [body]"))
                        .operation()
                        .body())
                .isNull();
    }
}
