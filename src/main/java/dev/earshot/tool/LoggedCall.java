package dev.earshot.tool;

import dev.earshot.event.Event;
import dev.earshot.event.EventType;
import dev.earshot.signal.ShownSignal;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A call as it is written down.
 *
 * @param arguments what it was called with, without a profile
 * @param source what a conversion in this session is attributed to from now on
 * @param converted whether something was bought
 * @param events what the destination is owed for it
 * @param shown the signals that the customer shows by it
 * @param answer what its caller is going to be told
 */
record LoggedCall(
        String sessionId,
        Call call,
        JsonObject arguments,
        EventType source,
        boolean converted,
        List<Event> events,
        List<ShownSignal> shown,
        Answer answer) {}
