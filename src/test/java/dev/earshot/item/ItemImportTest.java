package dev.earshot.item;

import static dev.earshot.item.ItemFeed.admin;
import static dev.earshot.item.ItemFeed.line;
import static dev.earshot.item.ItemFeed.lines;
import static dev.earshot.item.ItemFeed.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Api;
import dev.earshot.testing.RetailProducts;
import dev.earshot.testing.Rows;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Surroundings.class)
class ItemImportTest {
    @Inject
    Items items;

    @Inject
    Pool pool;

    @BeforeEach
    void start_with_an_empty_catalogue() {
        pool.query("truncate item, item_word").execute().await().indefinitely();
    }

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
                                "price must be a number",
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
                .startsWith(
                        "{\"success\":true,\"data\":{\"read\":1201,\"imported\":1200,\"rejected\":1,\"faults\":[{\"line\":1201,");
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
    void an_item_that_is_withdrawn_is_gone_from_search_view_and_what_is_similar() {
        post(line("A", "Tent", "10") + line("B", "Big tent", "12"));
        Item tent = find("A");
        assertThat(items.similar(tent, 5).await().indefinitely())
                .extracting(Item::itemId)
                .containsExactly("B");

        Api.admin().delete("/admin/items/B").then().statusCode(204);

        assertThat(items.find("B").await().indefinitely()).isEmpty();
        assertThat(items.search(ItemQuery.of("tent")).await().indefinitely().items())
                .extracting(SearchResult.Hit::itemId)
                .containsExactly("A");
        assertThat(items.similar(tent, 5).await().indefinitely()).isEmpty();
        Api.admin().delete("/admin/items/B").then().statusCode(404).body("code", is("ITEM_NOT_FOUND"));
        Api.planner("bob").delete("/admin/items/A").then().statusCode(403);
    }

    @Test
    void what_another_replica_changed_is_forgotten_here() {
        post(line("A", "Tent", "10") + line("B", "Big tent", "12"));
        Item tent = find("A");
        assertThat(items.similar(tent, 5).await().indefinitely()).hasSize(1);
        pool.query("delete from item where item_id = 'B'").executeAndAwait();
        pool.query("select pg_notify('earshot_items', '')").executeAndAwait();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(items.similar(tent, 5).await().indefinitely())
                        .isEmpty());
    }

    @Test
    void an_import_that_replaces_withdraws_what_it_does_not_hold() {
        post(lines(0, 700));
        post("?replace=true", lines(600, 1300)).statusCode(200).body("data.imported", is(700));
        assertThat(count()).isEqualTo(700);
        assertThat(items.find("item-599").await().indefinitely()).isEmpty();
        post("?replace=true", line("A", "Tent", "10") + "{}\n").statusCode(400).body("code", is("IMPORT_REFUSED"));
        post("?replace=true", "").statusCode(400).body("code", is("IMPORT_REFUSED"));
        assertThat(count()).isEqualTo(700);
    }

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
                        contains("price must be a number", "name is missing", "has a quote that is never closed"));
        assertThat(find("D").name()).isEqualTo("5\" nail");
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
    void a_quote_that_nothing_closes_costs_no_memory() {
        csv("itemId,name,price,currency\nA,Tent,10,USD\nB,\""
                        + "x,".repeat(1_000).concat("\n").repeat(4_000))
                .statusCode(200)
                .body("data.imported", is(1))
                .body("data.faults.line", contains(3));
    }

    private static ValidatableResponse csv(String body) {
        return Api.admin()
                .contentType("text/csv")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/admin/items/import")
                .then();
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

    private Item find(String itemId) {
        return items.find(itemId).await().indefinitely().orElseThrow();
    }

    private long count() {
        return Rows.number(pool, "select count(*) from item");
    }
}
