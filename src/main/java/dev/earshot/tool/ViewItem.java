package dev.earshot.tool;

import dev.earshot.customer.Session;
import dev.earshot.event.Event;
import dev.earshot.insight.CustomerContext;
import dev.earshot.item.Item;
import dev.earshot.tool.backend.ItemSource;
import dev.earshot.tool.backend.ItemSource.Shown;
import dev.earshot.tool.call.CallEvidence;
import dev.earshot.tool.call.Tool;
import dev.earshot.tool.call.ToolCall;
import dev.earshot.tool.call.ToolResult;
import dev.earshot.tool.session.SessionCalls;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Shows one item, and others like it. */
@Singleton
class ViewItem implements Tool {

    private final SessionCalls sessionCalls;
    private final ItemSource items;

    ViewItem(SessionCalls sessionCalls, ItemSource items) {
        this.sessionCalls = sessionCalls;
        this.items = items;
    }

    @Override
    public String name() {
        return "view_item";
    }

    @Override
    public Uni<ToolResult> call(ToolCall call) {
        return sessionCalls
                .open(call)
                .chain(session -> sessionCalls.beside(
                        session,
                        items.shown(call.arguments().getString("itemId")),
                        (context, shown) -> sessionCalls.record(
                                session,
                                context,
                                call,
                                event(shown.item()),
                                CallEvidence.viewed(shown.item()),
                                answer(session, context, shown))));
    }

    private static ToolResult answer(Session session, CustomerContext context, Shown shown) {
        return SessionCalls.answer(session, context, shown.item().category())
                .item(shown.item())
                .similar(shown.similar());
    }

    private static Event event(Item item) {
        return new Event.ResultViewed(item.itemId(), item.name(), item.price());
    }
}
