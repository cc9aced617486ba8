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
    /** So many items like another are shown with it. */
    static final int MOST_SIMILAR = 4;

    private final Items catalogue;
    private final BackendItems backend;

    /** An item and others like it. */
    public record Shown(Item item, List<Item> similar) {}

    ItemSource(Items catalogue, BackendItems backend) {
        this.catalogue = catalogue;
        this.backend = backend;
    }

    /**
     * @param arguments those of search_items, as the query says in other words
     * @param session {@code null} without one
     */
    public Uni<SearchResult> search(ItemQuery query, JsonObject arguments, Session session) {
        return backend.search(arguments, session).orElseGet(() -> catalogue.search(query));
    }

    public Uni<Optional<Item>> find(String itemId) {
        return backend.view(itemId)
                .map(viewed -> viewed.map(one -> Optional.of(one.item()))
                        .onFailure(ItemSource::isUnknown)
                        .recoverWithItem(Optional.empty()))
                .orElseGet(() -> catalogue.find(itemId));
    }

    /** The item, or the refusal {@code ITEM_NOT_FOUND}. */
    public Uni<Item> named(String itemId) {
        return find(itemId).map(found -> found.orElseThrow(() -> unknown(itemId)));
    }

    /** The item with a few like it, or the refusal {@code ITEM_NOT_FOUND}. */
    public Uni<Shown> shown(String itemId) {
        return backend.view(itemId)
                .map(viewed -> viewed.map(one -> new Shown(one.item(), one.similar())))
                .orElseGet(() -> named(itemId)
                        .chain(item -> catalogue.similar(item, MOST_SIMILAR).map(similar -> new Shown(item, similar))));
    }

    static ApiException unknown(String itemId) {
        return ApiException.unknown("ITEM_NOT_FOUND", "There is no item " + itemId + " in the catalogue");
    }

    private static boolean isUnknown(Throwable failure) {
        return failure instanceof ApiException refusal && refusal.kind() == ApiException.Kind.UNKNOWN;
    }
}
