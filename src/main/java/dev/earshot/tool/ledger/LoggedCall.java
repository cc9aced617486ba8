package dev.earshot.tool.ledger;

import dev.earshot.event.Event;
import dev.earshot.event.EventType;
import dev.earshot.signal.ShownSignal;
import dev.earshot.tool.call.ToolCall;
import dev.earshot.tool.call.ToolResult;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A call as it is written down.
 *
 * @param arguments what it was called with, without a profile
 * @param source the interaction that conversions can be attributed to; of a conversion, what the session said it is attributed to, and the call
 *     is not written once the session says otherwise; {@code null} where neither matters
 * @param converted whether something was bought
 * @param events what the destination is owed for it
 * @param shown the signals that the customer shows by it
 * @param answer what its caller is going to be told
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
