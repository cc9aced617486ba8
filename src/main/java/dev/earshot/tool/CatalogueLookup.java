package dev.earshot.tool;

import dev.earshot.common.ApiException;
import dev.earshot.item.Item;
import dev.earshot.item.Items;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;

/** The item that a call names. */
@Singleton
class CatalogueLookup {
    private final Items items;

    CatalogueLookup(Items items) {
        this.items = items;
    }

    Uni<Item> named(JsonObject arguments) {
        String id = arguments.getString("itemId");
        return items.find(id)
                .map(found -> found.orElseThrow(
                        () -> ApiException.unknown("ITEM_NOT_FOUND", "There is no item " + id + " in the catalogue")));
    }
}
