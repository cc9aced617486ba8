package dev.earshot.tool;

import dev.earshot.customer.Session;
import dev.earshot.event.Event;
import dev.earshot.item.Item;
import dev.earshot.item.Items;
import dev.earshot.web.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;

/** Shows one item, and others like it. */
@Singleton
class ViewItem implements Tool {
    private static final int SIMILAR = 4;

    private final Visits visits;
    private final CatalogueItems catalogue;
    private final Items items;

    ViewItem(Visits visits, CatalogueItems catalogue, Items items) {
        this.visits = visits;
        this.catalogue = catalogue;
        this.items = items;
    }

    @Override
    public String name() {
        return "view_item";
    }

    @Override
    public Uni<Answer> call(Caller caller, JsonObject arguments) {
        return visits.open(caller, arguments).chain(session -> view(session, arguments));
    }

    private Uni<Answer> view(Session session, JsonObject arguments) {
        return visits.beside(
                session,
                shown(arguments),
                (context, shown) -> visits.record(session, context, name(), arguments, event(shown.item()))
                        .map(recorded -> Visits.answer(
                                        session, context, shown.item().category())
                                .item(shown.item())
                                .similar(shown.similar())));
    }

    private Uni<Shown> shown(JsonObject arguments) {
        return catalogue
                .named(arguments)
                .chain(item -> items.similar(item, SIMILAR).map(similar -> new Shown(item, similar)));
    }

    private static Event event(Item item) {
        return new Event.ResultViewed(item.itemId(), item.name(), item.price());
    }

    private record Shown(Item item, List<Item> similar) {}
}
