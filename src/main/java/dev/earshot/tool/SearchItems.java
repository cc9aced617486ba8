package dev.earshot.tool;

import dev.earshot.event.Event;
import dev.earshot.item.ItemQuery;
import dev.earshot.matching.SignalSource;
import dev.earshot.signal.SignalEvidence;
import dev.earshot.tool.backend.ItemSource;
import dev.earshot.tool.call.CallEvidence;
import dev.earshot.tool.call.Tool;
import dev.earshot.tool.call.ToolCall;
import dev.earshot.tool.call.ToolResult;
import dev.earshot.tool.session.SessionCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Searches the catalogue in the customer's own words. */
@Singleton
class SearchItems implements Tool {
    private final SessionCalls sessionCalls;
    private final ItemSource items;

    SearchItems(SessionCalls sessionCalls, ItemSource items) {
        this.sessionCalls = sessionCalls;
        this.items = items;
    }

    @Override
    public String name() {
        return "search_items";
    }

    @Override
    public Uni<ToolResult> call(ToolCall call) {
        JsonObject arguments = call.arguments();
        String category = arguments.getString("category");
        return sessionCalls
                .open(call)
                .chain(session -> sessionCalls.beside(
                        session,
                        items.search(query(arguments), arguments, session),
                        (context, found) -> sessionCalls.record(
                                session,
                                context,
                                call,
                                event(session.platform(), arguments),
                                clues(arguments),
                                SessionCalls.answer(session, context, category).found(found))));
    }

    private static ItemQuery query(JsonObject arguments) {
        JsonObject filters = arguments.getJsonObject("filters", new JsonObject());
        return new ItemQuery(
                arguments.getString("query"),
                Optional.ofNullable(arguments.getString("category")),
                decimal(filters.getNumber("minPrice")),
                decimal(filters.getNumber("maxPrice")),
                Optional.ofNullable(filters.getString("currency")),
                arguments.getInteger("limit", ItemQuery.DEFAULT_LIMIT),
                arguments.getInteger("offset", 0));
    }

    private static List<SignalEvidence> clues(JsonObject arguments) {
        return Stream.of(
                        CallEvidence.of(SignalSource.QUERY, arguments.getString("query")),
                        CallEvidence.of(SignalSource.ITEM, arguments.getString("category")))
                .flatMap(List::stream)
                .toList();
    }

    private static Optional<BigDecimal> decimal(Number number) {
        return Optional.ofNullable(number).map(Number::doubleValue).map(BigDecimal::valueOf);
    }

    private static Event event(String platform, JsonObject arguments) {
        return new Event.QuerySubmitted(
                platform, arguments.getString("query"), arguments.getString("category"), inWords(arguments));
    }

    /**
     * Filters as one text, since that is what an attribute in Netmera's panel can hold: {@code maxPrice=100,
     * currency=USD}.
     */
    private static String inWords(JsonObject arguments) {
        JsonObject filters = arguments.getJsonObject("filters", new JsonObject());
        return filters.isEmpty()
                ? null
                : filters.stream()
                        .map(filter -> filter.getKey() + "=" + filter.getValue())
                        .collect(Collectors.joining(", "));
    }
}
