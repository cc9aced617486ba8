package dev.earshot.tool;

import dev.earshot.common.ApiException;
import dev.earshot.customer.Session;
import dev.earshot.event.Event;
import dev.earshot.event.EventType;
import dev.earshot.insight.CustomerContext;
import dev.earshot.item.Item;
import dev.earshot.tool.backend.BackendCalls;
import dev.earshot.tool.backend.BackendConversions;
import dev.earshot.tool.backend.BackendConversions.Conversion;
import dev.earshot.tool.backend.ItemSource;
import dev.earshot.tool.call.CallEvidence;
import dev.earshot.tool.call.Tool;
import dev.earshot.tool.call.ToolCall;
import dev.earshot.tool.call.ToolResult;
import dev.earshot.tool.session.SessionCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Records a conversion. The item need not be in the catalogue: it was bought all the same.
 *
 * <p>The attribution is part of its event and its answer, and both are made before the session is locked. If another
 * call of the session changes it in the meantime, the call is made again.
 */
@Singleton
class CompleteConversion implements Tool {
    private final SessionCalls sessionCalls;
    private final ItemSource items;
    private final Supplier<Optional<Conversion>> backend;

    @Inject
    CompleteConversion(SessionCalls sessionCalls, ItemSource items, BackendConversions backend) {
        this(sessionCalls, items, backend::now);
    }

    private CompleteConversion(SessionCalls sessionCalls, ItemSource items, Supplier<Optional<Conversion>> backend) {
        this.sessionCalls = sessionCalls;
        this.items = items;
        this.backend = backend;
    }

    @Override
    public Tool now() {
        Optional<Conversion> fixed = backend.get();
        return new CompleteConversion(sessionCalls, items, () -> fixed);
    }

    @Override
    public String name() {
        return "complete_conversion";
    }

    @Override
    public boolean hasRemoteEffect() {
        return backend.get().isPresent();
    }

    @Override
    public Uni<ToolResult> call(ToolCall call) {
        return sessionCalls
                .open(call)
                .chain(session -> sessionCalls.beside(
                        session,
                        converted(session, call),
                        (context, converted) -> BackendCalls.afterwards(
                                hasRemoteEffect(),
                                sessionCalls.attributed(
                                        session, call, current -> convert(current, context, call, converted)))));
    }

    /**
     * An item that a backend doesn't tell was bought all the same. Without an effect elsewhere, a failure of our own
     * database ends the call, which may be repeated.
     */
    private Uni<Converted> converted(Session session, ToolCall call) {
        Uni<Optional<Item>> item = items.find(call.arguments().getString("itemId"));
        return Uni.combine()
                .all()
                .unis(
                        item.onFailure(failure -> hasRemoteEffect() || failure instanceof ApiException)
                                .recoverWithItem(Optional.empty()),
                        backend.get()
                                .map(conversion -> conversion.convert(call, session))
                                .orElseGet(() -> Uni.createFrom().item(Map.of())))
                .with(Converted::new);
    }

    /** @param answer what a backend answered; empty if there is none */
    private record Converted(Optional<Item> item, Map<String, Object> answer) {}

    private Uni<ToolResult> convert(Session session, CustomerContext context, ToolCall call, Converted converted) {
        JsonObject arguments = call.arguments();
        Optional<Item> item = converted.item();
        Optional<EventType> named = source(arguments);
        Event.ConversionCompleted event = new Event.ConversionCompleted(
                arguments.getString("itemId"),
                BigDecimal.valueOf(arguments.getNumber("revenue").doubleValue()),
                arguments.getString("currency"),
                named.orElse(session.sourceEvent()));
        ToolResult answer = SessionCalls.answer(session, context, null)
                .item(item.orElse(null))
                .result(converted.answer().isEmpty() ? null : converted.answer())
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
