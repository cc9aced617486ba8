package dev.earshot.item;

import static dev.earshot.item.ItemFeed.admin;
import static dev.earshot.item.ItemFeed.line;
import static dev.earshot.item.ItemFeed.lines;
import static dev.earshot.item.ItemFeed.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Api;
import dev.earshot.testing.RetailProducts;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Surroundings.class)
class ItemImportTest extends ImportedItems {
    @Test
    void items_are_imported_line_by_line() {
        post(line("A", "Tent", "10") + line("B", "Boots", "20.50"))
                .statusCode(200)
                .body("success", is(true))
                .body("data.read", is(2))
                .body("data.imported", is(2))
                .body("data.rejected", is(0))
                .body("data.faults", empty());
        assertThat(find("B").name()).isEqualTo("Boots");
        assertThat(find("B").price()).isEqualByComparingTo("20.50");
    }

    @Test
    void an_item_that_is_there_is_replaced() {
        post(line("A", "Tent", "10"));
        post(line("A", "Big tent", "12")).statusCode(200).body("data.imported", is(1));
        assertThat(find("A").name()).isEqualTo("Big tent");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void of_two_lines_with_the_same_id_the_last_one_counts() {
        post(line("A", "Tent", "10") + line("A", "Big tent", "12"))
                .statusCode(200)
                .body("data.imported", is(2));
        assertThat(find("A").name()).isEqualTo("Big tent");
    }

    @Test
    void bad_lines_are_reported_by_number_and_reason_and_the_good_ones_kept() {
        post(line("A", "Tent", "10")
                        + "not json\n"
                        + "{\"itemId\":\"C\",\"name\":\"Boots\",\"currency\":\"USD\"}\n"
                        + line("D", "Boots", "\"10\"")
                        + line("E", "Boots", "-1")
                        + line("F", "x".repeat(301), "1")
                        + "[1]\n"
                        + line("G", "nul \\u0000", "1")
                        + "{\"itemId\":7}\n"
                        + line("H", "Boots", "1").replace("USD", "usd")
                        + line("I", "Boots", "1e999999999")
                        + line("", "Boots", "1")
                        + line("A", "a", "1").strip() + "{}\n"
                        + line("Z", "Last", "1"))
                .statusCode(200)
                .body("data.read", is(14))
                .body("data.imported", is(2))
                .body("data.rejected", is(12))
                .body("data.faults.line", contains(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13))
                .body(
                        "data.faults.reason",
                        contains(
                                "is not JSON",
                                "price is missing",
                                "price must be a number such as 1299 or 1299.90",
                                "price must be between 0 and 999999999999",
                                "name is longer than 300 characters",
                                "is not a JSON object",
                                "name contains a NUL character",
                                "itemId must be text",
                                "currency must be three capital letters, such as USD",
                                "price must be between 0 and 999999999999",
                                "itemId is empty",
                                "is not JSON"));
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void a_strict_import_with_a_bad_line_keeps_nothing() {
        post("?strict=true", line("A", "Tent", "10").repeat(700) + "{}\n")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", is("IMPORT_REFUSED"))
                .body("errors[0].field", is("line 701"))
                .body("errors[0].message", is("itemId is missing"));
        assertThat(count()).isZero();
    }

    @Test
    void a_strict_import_without_bad_lines_keeps_all() {
        post("?strict=true", lines(0, 1200)).statusCode(200).body("data.imported", is(1200));
        assertThat(count()).isEqualTo(1200);
    }

    @Test
    void a_hundred_faults_are_told_and_the_others_counted() {
        post("{}\n".repeat(2_000)).body("data.rejected", is(2_000)).body("data.faults", hasSize(100));
    }

    @Test
    void a_line_that_is_too_long_is_a_bad_line() {
        post(line("A", "Tent", "10") + "x".repeat(1_000_000) + "\n" + line("B", "Boots", "20"))
                .body("data.imported", is(2))
                .body("data.faults[0].line", is(2))
                .body("data.faults[0].reason", is("is longer than 65536 bytes"));
    }

    @Test
    void windows_line_ends_and_blank_lines_are_fine() {
        post("\r\n" + line("A", "Tent", "10").replace("\n", "\r\n") + "\r\n\r\n"
                        + line("B", "Boots", "20").strip())
                .body("data.read", is(2))
                .body("data.imported", is(2));
    }

    @Test
    void an_empty_body_imports_nothing() {
        post("").statusCode(200).body("data.read", is(0));
    }

    @Test
    void progress_is_reported_batch_by_batch_as_ndjson() {
        String answer = admin().accept("application/x-ndjson")
                .body(lines(0, 1200) + "{}\n")
                .post("/admin/items/import")
                .then()
                .statusCode(200)
                .contentType(containsString("application/x-ndjson"))
                .extract()
                .asString();
        assertThat(answer.strip().lines())
                .hasSize(4)
                .startsWith(
                        "{\"read\":500,\"imported\":500,\"rejected\":0}",
                        "{\"read\":1000,\"imported\":1000,\"rejected\":0}",
                        "{\"read\":1201,\"imported\":1200,\"rejected\":1}")
                .last()
                .asString()
                .startsWith("{\"success\":true,\"data\":{\"read\":1201,\"imported\":1200,\"rejected\":1,"
                        + "\"faults\":[{\"line\":1201,");
    }

    @Test
    void a_refused_strict_import_ends_its_progress_with_the_problem() {
        String answer = admin().accept("application/x-ndjson")
                .body(line("A", "Tent", "10") + "{}\n")
                .post("/admin/items/import?strict=true")
                .asString();
        assertThat(answer.strip().lines().toList().get(1))
                .startsWith("{\"success\":false,")
                .contains("IMPORT_REFUSED");
    }

    @Test
    void only_an_admin_may_import() {
        Api.planner("bob")
                .config(ItemFeed.NDJSON)
                .contentType("application/x-ndjson")
                .body(line("A", "Tent", "10"))
                .post("/admin/items/import")
                .then()
                .statusCode(403)
                .body("code", is("FORBIDDEN"));
        assertThat(count()).isZero();
    }

    @Test
    void another_media_type_is_refused() {
        Api.admin()
                .body("{}")
                .post("/admin/items/import")
                .then()
                .statusCode(415)
                .body("success", is(false));
    }

    @Test
    void a_body_may_be_larger_than_the_limit_of_others() {
        String padding = "{\"itemId\":\"A\",\"name\":\"" + "x".repeat(60_000) + "\"}\n";
        post(line("A", "Tent", "10") + padding.repeat(400)).statusCode(200).body("data.rejected", is(400));
    }

    @Test
    void two_imports_of_the_same_items_do_not_get_in_each_others_way() {
        IntStream.range(0, 4)
                .parallel()
                .forEach(i -> post(i % 2 == 0 ? lines(0, 3000) : ItemFeed.backwards(3000))
                        .statusCode(200)
                        .body("data.imported", is(3000)));
        assertThat(count()).isEqualTo(3000);
    }

    @Test
    void real_products_are_imported_in_seconds() {
        String products = RetailProducts.text();
        long start = System.nanoTime();
        post(products).statusCode(200).body("data.rejected", is(0)).body("data.imported", is(2465));
        long millis = (System.nanoTime() - start) / 1_000_000;
        System.out.printf("Imported 2,465 products in %d ms%n", millis);
        assertThat(millis).isLessThan(20_000);
    }
}
