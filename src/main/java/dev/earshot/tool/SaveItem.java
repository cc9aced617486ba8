package dev.earshot.tool;

import dev.earshot.event.Event;
import dev.earshot.item.Item;
import dev.earshot.tool.backend.ItemSource;
import dev.earshot.tool.call.CallEvidence;
import dev.earshot.tool.call.Tool;
import dev.earshot.tool.call.ToolCall;
import dev.earshot.tool.call.ToolResult;
import dev.earshot.tool.session.SessionCalls;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Bookmarks an item. */
@Singleton
class SaveItem implements Tool {
    private final SessionCalls sessionCalls;
    private final ItemSource items;

    SaveItem(SessionCalls sessionCalls, ItemSource items) {
        this.sessionCalls = sessionCalls;
        this.items = items;
    }

    @Override
    public String name() {
        return "save_item";
    }

    @Override
    public Uni<ToolResult> call(ToolCall call) {
        return sessionCalls
                .open(call)
                .chain(session -> sessionCalls.beside(
                        session,
                        items.named(call.arguments().getString("itemId")),
                        (context, item) -> sessionCalls.record(
                                session,
                                context,
                                call,
                                event(item),
                                CallEvidence.viewed(item),
                                SessionCalls.answer(session, context, item.category())
                                        .item(item))));
    }

    private static Event event(Item item) {
        return new Event.ItemSaved(item.itemId(), item.category());
    }
}
