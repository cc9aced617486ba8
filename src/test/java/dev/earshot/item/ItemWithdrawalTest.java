package dev.earshot.item;

import static dev.earshot.item.ItemFeed.line;
import static dev.earshot.item.ItemFeed.lines;
import static dev.earshot.item.ItemFeed.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Items that are withdrawn or replaced. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class ItemWithdrawalTest extends ImportedItems {
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
}
