package dev.earshot.item;

import dev.earshot.testing.database.Rows;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;

/** A catalogue that is empty before each import. */
abstract class ImportedItems {
    @Inject
    Items items;

    @Inject
    Pool pool;

    @BeforeEach
    void start_with_an_empty_catalogue() {
        pool.query("truncate item, item_word").execute().await().indefinitely();
    }

    Item find(String itemId) {
        return items.find(itemId).await().indefinitely().orElseThrow();
    }

    long count() {
        return Rows.number(pool, "select count(*) from item");
    }
}
