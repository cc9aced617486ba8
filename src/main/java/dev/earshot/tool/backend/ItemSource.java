package dev.earshot.tool.backend;

import dev.earshot.common.ApiException;
import dev.earshot.customer.Session;
import dev.earshot.item.Item;
import dev.earshot.item.ItemQuery;
import dev.earshot.item.Items;
import dev.earshot.item.SearchResult;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Items as tools see them: of the catalogue, or of a backend of one's own where the file says so. */
@Singleton
public class ItemSource {
    private final Items catalogue;
    private final BackendItems backend;

    ItemSource(Items catalogue, BackendItems backend) {
        this.catalogue = catalogue;
        this.backend = backend;
    }

    /**
     * @param arguments those of search_items, as the query says in other words
     * @param session {@code null} without one
     */
    public Uni<SearchResult> search(ItemQuery query, JsonObject arguments, Session session) {
        return backend.searches() ? backend.search(arguments, session) : catalogue.search(query);
    }

    public Uni<Optional<Item>> find(String itemId) {
        return backend.finds()
                ? backend.view(itemId)
                        .map(viewed -> Optional.of(viewed.item()))
                        .onFailure(ItemSource::isUnknown)
                        .recoverWithItem(Optional.empty())
                : catalogue.find(itemId);
    }

    /** The item, or the refusal {@code ITEM_NOT_FOUND}. */
    public Uni<Item> named(String itemId) {
        return find(itemId).map(found -> found.orElseThrow(() -> unknown(itemId)));
    }

    /** At most this many items like one. */
    public Uni<List<Item>> similar(Item item, int limit) {
        return backend.finds()
                ? backend.view(item.itemId())
                        .map(viewed -> viewed.similar().stream().limit(limit).toList())
                : catalogue.similar(item, limit);
    }

    static ApiException unknown(String itemId) {
        return ApiException.unknown("ITEM_NOT_FOUND", "There is no item " + itemId + " in the catalogue");
    }

    private static boolean isUnknown(Throwable failure) {
        return failure instanceof ApiException refusal && refusal.kind() == ApiException.Kind.UNKNOWN;
    }
}
