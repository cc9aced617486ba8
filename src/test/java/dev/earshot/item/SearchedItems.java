package dev.earshot.item;

import dev.earshot.item.SearchResult.Hit;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** A small catalogue that each test searches. */
abstract class SearchedItems {
    static final List<Item> CATALOGUE = List.of(
            item("trek", "TrekMaster Hiking Backpack", "accessories > backpack", "For long trails.", "89.99", "USD"),
            item("alpine", "Alpine Hiking Backpack", "accessories > backpack", "For high mountains.", "189.99", "USD"),
            item(
                    "city",
                    "City Backpack",
                    "accessories > backpack",
                    "For the office, and for a hike on Sunday.",
                    "49.99",
                    "USD"),
            item("boots", "Rugged Boots", "footwear > boot", "Leather boots for hiking and trekking.", "129.99", "USD"),
            item("tent", "Dome Tent", "outdoors > camping", "Sleeps three, weighs little.", "99.00", "USD"),
            item("zelt", "Kuppelzelt für Wärme", "outdoors > camping", "Größe für drei, auch im Café.", "99.00", "EUR"),
            item("cadir", "Güneş Çadırı", "outdoors > camping", "Plaj için.", "999.00", "TRY"),
            item("flight", "Flight to Barcelona", "travel_planning > flights", "Direct, with a bag.", "540.00", "USD"),
            item("trip", "5-Day Barcelona City Trip", "travel_planning > trips", "Hotel and flight.", "1890.00", "USD"),
            item(
                    "luxury",
                    "5-Day Barcelona Luxury Trip",
                    "travel_planning > trips",
                    "A suite by the sea.",
                    "3890.00",
                    "USD"),
            item("phone", "iPhone 15", "electronics > phone", "A phone.", "799.00", "USD"),
            item("phone150", "Phone 150", "electronics > phone", "Another phone.", "99.00", "USD"),
            item("shirt", "Under Armour Shirt", "apparel > shirt", "Wi-Fi free.", "35.00", "USD"));

    @Inject
    Items items;

    @Inject
    CatalogueWriter catalogue;

    @Inject
    Pool pool;

    @Inject
    ItemSearch search;

    @BeforeEach
    void fill_the_catalogue() {
        pool.query("truncate item, item_word, category").execute().await().indefinitely();
        catalogue.keep(CATALOGUE).await().indefinitely();
    }

    Optional<Item> find(String itemId) {
        return items.find(itemId).await().indefinitely();
    }

    List<String> found(String text) {
        return found(ItemQuery.of(text));
    }

    void keep(Item item) {
        catalogue.keep(List.of(item)).await().indefinitely();
    }

    List<String> found(ItemQuery query) {
        return search(query).items().stream().map(Hit::itemId).toList();
    }

    SearchResult search(ItemQuery query) {
        return items.search(query).await().indefinitely();
    }

    static ItemQuery inCategory(String text, String category) {
        return filtered(text, category, null, null, null);
    }

    static ItemQuery between(String text, BigDecimal lowest, BigDecimal highest) {
        return filtered(text, null, lowest, highest, null);
    }

    /** The first page with those of these filters that are not null. */
    static ItemQuery filtered(String text, String category, BigDecimal lowest, BigDecimal highest, String currency) {
        return new ItemQuery(
                text,
                Optional.ofNullable(category),
                Optional.ofNullable(lowest),
                Optional.ofNullable(highest),
                Optional.ofNullable(currency),
                ItemQuery.DEFAULT_LIMIT,
                0);
    }

    static BigDecimal price(String price) {
        return new BigDecimal(price);
    }

    static Item item(String id, String name, String category, String description, String price, String currency) {
        return new Item(
                id, name, category, description, price(price), currency, "https://store.example/items/" + id, "");
    }
}
