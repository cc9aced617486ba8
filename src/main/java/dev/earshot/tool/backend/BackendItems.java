package dev.earshot.tool.backend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.earshot.customer.Session;
import dev.earshot.http.client.CallFailure;
import dev.earshot.http.client.CallFailure.Reason;
import dev.earshot.item.Item;
import dev.earshot.item.SearchResult;
import dev.earshot.item.SearchResult.CategoryCount;
import dev.earshot.item.SearchResult.Facets;
import dev.earshot.item.SearchResult.PriceRange;
import io.quarkus.cache.CacheResult;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Items of a backend of one's own. Each is kept for a while after it was looked up. */
@Singleton
class BackendItems {
    private final OwnTools tools;
    private final BackendCalls backends;

    BackendItems(OwnTools tools, BackendCalls backends) {
        this.tools = tools;
        this.backends = backends;
    }

    /** An item and those like it that are shown: an answer may have many more, and this is kept for a while. */
    record Viewed(Item item, List<Item> similar) {}

    /**
     * What a backend found; empty if the catalogue is searched.
     *
     * @param session {@code null} without one
     */
    Optional<Uni<SearchResult>> search(JsonObject arguments, Session session) {
        return operations()
                .search()
                .map(search -> backends.read(
                        search.operation(),
                        CallValues.of(arguments, session),
                        answer -> result(search.items().found(answer))));
    }

    /**
     * The item, if items are a backend's; fails with {@code ITEM_NOT_FOUND}, which is not kept, so that a new item
     * shows at once.
     */
    Optional<Uni<Viewed>> view(String itemId) {
        return operations().view().map(view -> kept(view, itemId));
    }

    private StandardOperations operations() {
        return tools.current().standard();
    }

    /** By the operation, too: one that has changed has other items. */
    @CacheResult(cacheName = "backend-items")
    Uni<Viewed> kept(StandardOperations.View view, String itemId) {
        CallValues values = CallValues.of(new JsonObject().put("itemId", itemId), null);
        return backends.read(view.operation(), values, ItemSource.unknown(itemId), answer -> viewed(view, answer));
    }

    private static Viewed viewed(StandardOperations.View view, JsonNode answer) {
        Item item = view.item()
                .item(answer.at(view.item().from()))
                .orElseThrow(() -> new CallFailure(Reason.FAILED, "an answer without an item's id and name"));
        List<Item> similar =
                view.similar().map(mapping -> mapping.found(answer).items()).orElse(List.of());
        return new Viewed(item, similar.stream().limit(ItemSource.MOST_SIMILAR).toList());
    }

    /** Facets are those of the page: a backend's others are not known. */
    private static SearchResult result(ItemsMapping.Found found) {
        Map<String, Long> categories = new LinkedHashMap<>();
        found.items().stream()
                .map(Item::category)
                .filter(category -> !category.isEmpty())
                .forEach(category -> categories.merge(category, 1L, Long::sum));
        List<BigDecimal> prices = found.items().stream()
                .map(Item::price)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        boolean isPage = found.total() > found.items().size();
        return new SearchResult(
                found.hits(),
                found.total(),
                false,
                new Facets(
                        categories.entrySet().stream()
                                .map(entry -> new CategoryCount(entry.getKey(), entry.getValue()))
                                .sorted(Comparator.comparing(CategoryCount::count)
                                        .reversed())
                                .toList(),
                        prices.isEmpty() ? null : new PriceRange(prices.get(0), prices.get(prices.size() - 1)),
                        isPage));
    }
}
