package dev.earshot.tool;

import dev.earshot.customer.Session;
import dev.earshot.event.Event;
import dev.earshot.event.EventType;
import dev.earshot.insight.CustomerContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** Records that something was bought. It need not be in the catalogue: it has been bought all the same. */
@Singleton
class CompleteConversion implements Tool {
    private final Visits visits;

    CompleteConversion(Visits visits) {
        this.visits = visits;
    }

    @Override
    public String name() {
        return "complete_conversion";
    }

    @Override
    public Uni<Answer> call(Call call) {
        return visits.open(call)
                .chain(session -> visits.context(session).chain(context -> convert(session, context, call)));
    }

    private Uni<Answer> convert(Session session, CustomerContext context, Call call) {
        JsonObject arguments = call.arguments();
        Event.ConversionCompleted event = new Event.ConversionCompleted(
                arguments.getString("itemId"),
                BigDecimal.valueOf(arguments.getNumber("revenue").doubleValue()),
                arguments.getString("currency"),
                source(arguments).orElse(session.sourceEvent()));
        Answer answer = Visits.answer(session, context, null)
                .conversion(new Answer.Conversion(
                        event.itemId(),
                        event.revenue(),
                        event.currency(),
                        event.sourceEvent().taxonomyName()));
        return visits.record(session, context, call, event, answer);
    }

    /** Callers use both of the spellings that Netmera's guide uses: {@code ai_item_saved} and {@code AIItemSaved}. */
    private static Optional<EventType> source(JsonObject arguments) {
        String named = arguments.getString("sourceEvent");
        return named == null
                ? Optional.empty()
                : EventType.named(named)
                        .or(() -> EventType.named(
                                named.replaceAll("(?<=.)([A-Z][a-z])", "_$1").toLowerCase(Locale.ROOT)));
    }
}
