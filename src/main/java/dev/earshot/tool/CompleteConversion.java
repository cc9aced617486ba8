package dev.earshot.tool;

import dev.earshot.customer.Session;
import dev.earshot.event.Event;
import dev.earshot.event.EventType;
import dev.earshot.insight.CustomerContext;
import dev.earshot.web.Caller;
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
    public Uni<Answer> call(Caller caller, JsonObject arguments) {
        return visits.open(caller, arguments)
                .chain(session -> visits.context(session).chain(context -> convert(session, context, arguments)));
    }

    private Uni<Answer> convert(Session session, CustomerContext context, JsonObject arguments) {
        Event.ConversionCompleted event = new Event.ConversionCompleted(
                arguments.getString("itemId"),
                BigDecimal.valueOf(arguments.getNumber("revenue").doubleValue()),
                arguments.getString("currency"),
                source(arguments).orElse(session.sourceEvent()));
        return visits.record(session, context, name(), arguments, event)
                .map(recorded -> Visits.answer(session, context, null)
                        .conversion(new Answer.Conversion(
                                event.itemId(),
                                event.revenue(),
                                event.currency(),
                                event.sourceEvent().taxonomyName())));
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
