package dev.earshot.tool.ledger;

import dev.earshot.common.Ids;
import dev.earshot.event.Event;
import dev.earshot.event.EventType;
import dev.earshot.outbox.NewDelivery;
import dev.earshot.signal.ShownSignal;
import dev.earshot.tool.call.ToolCall;
import dev.earshot.tool.call.ToolResult;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * A call as it is recorded, with all that is written with it.
 *
 * @param arguments its arguments, without a profile
 * @param source the interaction that conversions can be attributed to; for a conversion, its session's attribution, and
 *     the call is not recorded once that has changed; {@code null} where neither matters
 * @param converted whether something was bought
 * @param deliveries the events that it causes
 * @param shown the signals that the customer shows by it
 * @param answer its answer
 */
public record LoggedCall(
        String id,
        String sessionId,
        ToolCall call,
        JsonObject arguments,
        EventType source,
        boolean converted,
        List<NewDelivery> deliveries,
        List<ShownSignal> shown,
        ToolResult answer) {

    /** A call at a time; its deliveries belong to the span that this is called in. */
    public static LoggedCall at(
            Instant now,
            String sessionId,
            ToolCall call,
            JsonObject arguments,
            EventType source,
            boolean converted,
            List<Event> events,
            List<ShownSignal> shown,
            ToolResult answer) {
        List<NewDelivery> deliveries =
                events.stream().map(event -> NewDelivery.of(event, now)).toList();
        return new LoggedCall(
                Ids.make("call", now), sessionId, call, arguments, source, converted, deliveries, shown, answer);
    }

    String tool() {
        return call.tool();
    }

    String sourceName() {
        return source == null ? null : source.taxonomyName();
    }

    /** Whether the call is recorded only if its session's attribution is unchanged. */
    boolean dependsOnSource() {
        return converted && source != null;
    }

    /** Under which its answer is kept for retries, or {@code null}. */
    String claim() {
        return call.claim();
    }
}
