package dev.earshot.tool.ledger;

import dev.earshot.event.Event;
import dev.earshot.event.EventType;
import dev.earshot.signal.ShownSignal;
import dev.earshot.tool.call.ToolCall;
import dev.earshot.tool.call.ToolResult;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A call as it is recorded.
 *
 * @param arguments its arguments, without a profile
 * @param source the interaction that conversions can be attributed to; for a conversion, its session's attribution, and
 *     the call is not recorded once that has changed; {@code null} where neither matters
 * @param converted whether something was bought
 * @param events the events that it causes
 * @param shown the signals that the customer shows by it
 * @param answer its answer
 */
public record LoggedCall(
        String sessionId,
        ToolCall call,
        JsonObject arguments,
        EventType source,
        boolean converted,
        List<Event> events,
        List<ShownSignal> shown,
        ToolResult answer) {}
