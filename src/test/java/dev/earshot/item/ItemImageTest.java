package dev.earshot.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.database.Rows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Surroundings.class)
class ItemImageTest {
    private static final String TENT = "https://images.example/tent.jpg?w=400&h=300";

    @Inject
    Items items;

    @Inject
    Pool pool;

    @BeforeEach
    void start_with_an_empty_catalogue() {
        pool.query("truncate item, item_word, image_origin").execute().await().indefinitely();
    }

    @Test
    void a_picture_is_part_of_every_answer_about_its_item() {
        ItemFeed.post(item("A", "Red tent", TENT) + item("B", "Blue tent", TENT))
                .body("data.imported", is(2));
        Visit visit = Visit.of("user_pictures");

        visit.does("search_items", "query", "red tent").body("data.items[0].imageUrl", is(TENT));
        visit.does("view_item", "itemId", "A")
                .body("data.item.imageUrl", is(TENT))
                .body("data.similar.imageUrl", contains(TENT));
        visit.does("save_item", "itemId", "A").body("data.item.imageUrl", is(TENT));
        visit.does("complete_conversion", "itemId", "A", "revenue", 10, "currency", "USD")
                .body("data.item.imageUrl", is(TENT));
    }

    @Test
    void an_item_without_a_picture_says_nothing_of_one() {
        ItemFeed.post(item("A", "Red tent", "")).body("data.imported", is(1));
        Visit visit = Visit.of("user_without_pictures");

        visit.does("search_items", "query", "red tent").body("data.items[0]", not(hasKey("imageUrl")));
        visit.does("view_item", "itemId", "A").body("data.item", not(hasKey("imageUrl")));
    }

    @Test
    void a_conversion_of_what_the_catalogue_does_not_hold_names_no_item() {
        Visit.of("user_elsewhere")
                .does("complete_conversion", "itemId", "no-such-item", "revenue", 10, "currency", "USD")
                .body("data", not(hasKey("item")));
    }

    @Test
    void a_picture_that_is_imported_again_elsewhere_replaces_the_old_one() {
        ItemFeed.post(item("A", "Red tent", TENT));
        ItemFeed.post(item("A", "Red tent", "https://cdn.example/tent.jpg"));
        assertThat(items.find("A").await().indefinitely().orElseThrow().imageUrl())
                .isEqualTo("https://cdn.example/tent.jpg");
    }

    @Test
    void a_table_may_have_a_column_of_pictures() {
        ItemFeed.admin()
                .contentType("text/csv")
                .body("itemId,name,price,currency,imageUrl\nA,Tent,10,USD,\"" + TENT + "\"\n")
                .post("/admin/items/import")
                .then()
                .body("data.imported", is(1));
        assertThat(items.find("A").await().indefinitely().orElseThrow().imageUrl())
                .isEqualTo(TENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://images.example/tent.jpg",
                "javascript:alert(1)",
                "data:image/png;base64,AAAA",
                "//images.example/tent.jpg",
                "https:///tent.jpg",
                "https://user:secret@images.example/tent.jpg",
                "https://images.example;script-src/tent.jpg",
                "https://images.example 'unsafe-inline'/tent.jpg",
                "https://[::1]/tent.jpg",
                "https://*.example/tent.jpg",
                "https://images.example:99999/tent.jpg",
                "https://images.example/çadır.jpg",
                "https://images.example/<script>"
            })
    void an_address_that_a_browser_must_not_load_is_refused(String url) {
        ItemFeed.post(item("A", "Tent", url))
                .body("data.rejected", is(1))
                .body("data.faults[0].reason", is("imageUrl must be an http:// or https:// address with a host name"));
    }

    @Test
    void an_address_of_more_than_two_thousand_characters_is_refused() {
        ItemFeed.post(item("A", "Tent", "https://images.example/" + "x".repeat(2_000)))
                .body("data.faults[0].reason", is("imageUrl is longer than 2000 characters"));
    }

    @Test
    void each_origin_of_a_picture_is_known_once_however_many_items_have_it() {
        ItemFeed.post(Stream.of(
                        "https://images.example/a.jpg",
                        "HTTPS://Images.Example/b.jpg",
                        "http://127.0.0.1:8099/c.jpg",
                        "https://cdn.example:8443/d.jpg?e=f")
                .map(url -> item("item-" + url.charAt(url.lastIndexOf('/') + 1), "Tent", url))
                .collect(Collectors.joining()));
        ItemFeed.post(item("again", "Tent", "https://images.example/again.jpg"));

        assertThat(items.imageOrigins(10).await().indefinitely())
                .containsExactly("http://127.0.0.1:8099", "https://cdn.example:8443", "https://images.example");
        assertThat(items.imageOrigins(2).await().indefinitely()).hasSize(2);
        assertThat(Rows.number(pool, "select count(*) from image_origin")).isEqualTo(3);
    }

    private static String item(String id, String name, String imageUrl) {
        return """
                {"itemId":"%s","name":"%s","category":"tents","price":10,"currency":"USD","imageUrl":"%s"}
                """.formatted(id, name, imageUrl);
    }
}
