package dev.earshot.tool;

import dev.earshot.common.ApiException;
import dev.earshot.customer.Session;
import dev.earshot.event.Event;
import dev.earshot.event.EventType;
import dev.earshot.insight.CustomerContext;
import dev.earshot.item.Item;
import dev.earshot.item.Items;
import dev.earshot.tool.call.CallEvidence;
import dev.earshot.tool.call.Tool;
import dev.earshot.tool.call.ToolCall;
import dev.earshot.tool.call.ToolResult;
import dev.earshot.tool.ledger.SourceChangedException;
import dev.earshot.tool.session.SessionCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Records a conversion. The item need not be in the catalogue: it was bought all the same.
 *
 * <p>The attribution is part of its event and its answer, and both are made before the session is locked. If another
 * call of the session changes it in the meantime, the call is made again.
 */
@Singleton
class CompleteConversion implements Tool {
    private static final int RETRIES = 5;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final SessionCalls sessionCalls;
    private final Items items;

    CompleteConversion(SessionCalls sessionCalls, Items items) {
        this.sessionCalls = sessionCalls;
        this.items = items;
    }

    @Override
    public String name() {
        return "complete_conversion";
    }

    @Override
    public Uni<ToolResult> call(ToolCall call) {
        return Uni.createFrom()
                .deferred(() -> once(call))
                .onFailure(SourceChangedException.class)
                .retry()
                .atMost(RETRIES)
                .onFailure(SourceChangedException.class)
                .transform(
                        changed -> ApiException.busy("SESSION_BUSY", "The session is being changed; try again", PAUSE));
    }

    private Uni<ToolResult> once(ToolCall call) {
        return sessionCalls
                .open(call)
                .chain(session -> sessionCalls.beside(
                        session,
                        items.find(call.arguments().getString("itemId")),
                        (context, item) -> convert(session, context, call, item)));
    }

    private Uni<ToolResult> convert(Session session, CustomerContext context, ToolCall call, Optional<Item> item) {
        JsonObject arguments = call.arguments();
        Optional<EventType> named = source(arguments);
        Event.ConversionCompleted event = new Event.ConversionCompleted(
                arguments.getString("itemId"),
                BigDecimal.valueOf(arguments.getNumber("revenue").doubleValue()),
                arguments.getString("currency"),
                named.orElse(session.sourceEvent()));
        ToolResult answer = SessionCalls.answer(session, context, null)
                .item(item.orElse(null))
                .conversion(new ToolResult.Conversion(
                        event.itemId(),
                        event.revenue(),
                        event.currency(),
                        event.sourceEvent().taxonomyName()));
        return sessionCalls.record(
                session,
                context,
                call,
                event,
                named.isPresent() ? null : session.sourceEvent(),
                item.map(CallEvidence::bought).orElse(List.of()),
                answer);
    }

    /** Callers use both spellings of Netmera's guide: {@code ai_item_saved} and {@code AIItemSaved}. */
    private static Optional<EventType> source(JsonObject arguments) {
        String named = arguments.getString("sourceEvent");
        return named == null
                ? Optional.empty()
                : EventType.named(named)
                        .or(() -> EventType.named(
                                named.replaceAll("(?<=.)([A-Z][a-z])", "_$1").toLowerCase(Locale.ROOT)));
    }
}
