package dev.earshot.tool;

import dev.earshot.event.Event;
import dev.earshot.item.Item;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Bookmarks an item. */
@Singleton
class SaveItem implements Tool {
    private final Visits visits;
    private final CatalogueItems catalogue;

    SaveItem(Visits visits, CatalogueItems catalogue) {
        this.visits = visits;
        this.catalogue = catalogue;
    }

    @Override
    public String name() {
        return "save_item";
    }

    @Override
    public Uni<Answer> call(Call call) {
        return visits.open(call)
                .chain(session -> visits.beside(
                        session,
                        catalogue.named(call.arguments()),
                        (context, item) -> visits.record(
                                session,
                                context,
                                call,
                                event(item),
                                Clues.viewed(item),
                                Visits.answer(session, context, item.category()).item(item))));
    }

    private static Event event(Item item) {
        return new Event.ItemSaved(item.itemId(), item.category());
    }
}
