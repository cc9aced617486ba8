package dev.earshot.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Imports of tables, as spreadsheets write them. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class ItemTableTest extends ImportedItems {
    @Test
    void a_table_is_read_as_spreadsheets_write_it() {
        csv("\uFEFF\"Name\";\"itemId\";\"price\";\"currency\";\"description\";\"unknown\"\r\n"
                        + "\"Tent; \"\"big\"\"\";A;1299,90;EUR;\"Two\n\nlines\";x\r\n"
                        + "Boots;B;20;EUR\r\n")
                .statusCode(200)
                .body("data.read", is(2))
                .body("data.imported", is(2));
        assertThat(find("A").name()).isEqualTo("Tent; \"big\"");
        assertThat(find("A").price()).isEqualByComparingTo("1299.90");
        assertThat(find("A").description()).contains("Two").contains("lines");
        csv("itemId\tname\tprice\tcurrency\nT\tTab, and comma\t3\tUSD\n").body("data.imported", is(1));
        assertThat(find("T").name()).isEqualTo("Tab, and comma");
    }

    @Test
    void bad_records_of_a_table_are_named_by_the_line_they_begin_in() {
        csv("item_id,name,price,currency\n"
                        + "A,\"Two\nlines\",10,USD\n"
                        + "B,Boots,cheap,USD\n"
                        + "C,,10,USD\n"
                        + "D,5\" nail,10,USD\n"
                        + "E,\"never closed,10,USD\n")
                .statusCode(200)
                .body("data.imported", is(2))
                .body("data.faults.line", contains(4, 5, 7))
                .body(
                        "data.faults.reason",
                        contains(
                                "price must be a number such as 1299 or 1299.90",
                                "name is missing",
                                "has a quote that is never closed"));
        assertThat(find("D").name()).isEqualTo("5\" nail");
    }

    @Test
    void a_price_whose_sign_may_separate_thousands_is_refused() {
        csv("itemId,name,price,currency\n"
                        + "A,Tent,\"1,299\",USD\n"
                        + "B,Tent,1.299,EUR\n"
                        + "C,Tent,\"1299,9\",EUR\n"
                        + "D,Gum,0.125,USD\n"
                        + "E,Tent,1299.900,USD\n")
                .body("data.faults.line", contains(2, 3))
                .body("data.imported", is(3));
        assertThat(find("E").price()).isEqualByComparingTo("1299.90");
    }

    @Test
    void a_table_without_names_of_columns_is_refused() {
        csv("A,Tent,10,USD\n")
                .statusCode(400)
                .body("code", is("IMPORT_REFUSED"))
                .body("detail", containsString("itemId, name, price, currency"));
        assertThat(count()).isZero();
    }

    @Test
    void lines_may_end_with_a_carriage_return_alone() {
        csv("itemId,name,price,currency\rA,Tent,10,USD\rB,Boots,20,USD\r").body("data.imported", is(2));
        assertThat(find("B").name()).isEqualTo("Boots");
    }

    @Test
    void a_value_without_a_column_is_a_fault_and_not_dropped() {
        csv("itemId,price,currency,name\nA,10,USD,Tent, light\nB,20,USD,Boots,,\n")
                .body("data.imported", is(1))
                .body("data.faults.line", contains(2))
                .body("data.faults.reason", contains("has more values than columns"));
        assertThat(find("B").name()).isEqualTo("Boots");
    }

    @Test
    void a_first_line_in_another_encoding_is_said_to_be_so() {
        table("text/csv", "itemId,name,price,currency\nA,Tent,10,USD\n".getBytes(StandardCharsets.UTF_16), "")
                .statusCode(400)
                .body("code", is("IMPORT_REFUSED"))
                .body("detail", is("The first line is not valid UTF-8"));
    }

    @Test
    void a_media_type_is_read_in_any_case() {
        table("Text/CSV", "itemId,name,price,currency\nA,Tent,10,USD\n".getBytes(StandardCharsets.UTF_8), "")
                .body("data.imported", is(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"strict=1", "strict=yes", "replace=TRUE"})
    void a_parameter_that_is_neither_true_nor_false_is_refused_and_nothing_is_imported(String parameter) {
        table("text/csv", "itemId,name,price,currency\nA,Tent,10,USD\nB\n".getBytes(StandardCharsets.UTF_8), parameter)
                .statusCode(400)
                .body("code", is("INVALID_INPUT"))
                .body("errors.field", contains(parameter.split("=")[0]))
                .body("errors.message", contains("must be true or false"));
        assertThat(count()).isZero();
    }

    @Test
    void a_quote_that_nothing_closes_costs_no_memory() {
        csv("itemId,name,price,currency\nA,Tent,10,USD\nB,\""
                        + "x,".repeat(1_000).concat("\n").repeat(4_000))
                .statusCode(200)
                .body("data.imported", is(1))
                .body("data.faults.line", contains(3));
    }

    private static ValidatableResponse csv(String body) {
        return table("text/csv", body.getBytes(StandardCharsets.UTF_8), "");
    }

    private static ValidatableResponse table(String type, byte[] body, String parameters) {
        return Api.admin()
                .contentType(type)
                .body(body)
                .post("/admin/items/import" + (parameters.isEmpty() ? "" : "?" + parameters))
                .then();
    }
}
