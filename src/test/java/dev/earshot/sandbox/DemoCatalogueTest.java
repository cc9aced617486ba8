package dev.earshot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.item.ItemQuery;
import dev.earshot.item.Items;
import dev.earshot.item.SearchResult;
import dev.earshot.item.SearchResult.Hit;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Surroundings.class)
class DemoCatalogueTest {

    @Inject
    DemoCatalogue demo;

    @Inject
    Items items;

    @Inject
    Pool pool;

    @BeforeEach
    void start_with_an_empty_catalogue() {
        pool.query("truncate item, item_word").execute().await().indefinitely();
    }

    @Test
    void the_demo_holds_backpacks_for_any_purse() {
        load();
        assertThat(search("hiking backpack under 100").items())
                .extracting(Hit::itemId)
                .startsWith("PACK-RIDGE-28", "PACK-BROOK-20", "PACK-FELL-35");
        assertThat(search("hiking backpack over 100").items()).isNotEmpty();
    }

    @Test
    void the_demo_holds_the_trip_of_the_readme() {
        load();
        assertThat(search("5-day trip to Barcelona under $2000").items())
                .hasSizeGreaterThanOrEqualTo(3)
                .extracting(Hit::name)
                .allSatisfy(name -> assertThat(name).contains("5-Day Barcelona"));
        assertThat(items.find("FLIGHT-BCN-001")
                        .await()
                        .indefinitely()
                        .orElseThrow()
                        .price())
                .isEqualByComparingTo(new BigDecimal("540.00"));
    }

    @Test
    void a_catalogue_that_holds_something_is_left_alone() {
        load();
        pool.query("delete from item where item_id <> 'FLIGHT-BCN-001'")
                .execute()
                .await()
                .indefinitely();
        load();
        assertThat(search("").total()).isEqualTo(1);
    }

    private void load() {
        demo.load().await().indefinitely();
    }

    private SearchResult search(String text) {
        return items.search(ItemQuery.of(text)).await().indefinitely();
    }
}
