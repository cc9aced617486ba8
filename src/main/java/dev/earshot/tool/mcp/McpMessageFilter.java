package dev.earshot.tool.mcp;

import dev.earshot.common.ApiException;
import dev.earshot.common.Utf8;
import dev.earshot.http.JsonText;
import dev.earshot.http.limit.LimitConfig;
import dev.earshot.postgres.DatabaseFailure;
import dev.earshot.tool.call.ToolConfig;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Refuses malformed MCP messages: the library answers some with 500 and others never. Whatever the library still leaves
 * unanswered is answered after a while, so that no connection hangs.
 */
@Singleton
class McpMessageFilter {
    /** Behind authentication and limits, before the library. */
    private static final int ORDER = -1;

    /** Beyond what a tool's call may take, so that the library answers in time itself. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private static final String RETRY_AFTER_SECONDS = "2";
    /** What the library throws at a field that is missing, or of another type than it expects. */
    private static final List<Class<? extends RuntimeException>> MALFORMED =
            List.of(ClassCastException.class, NullPointerException.class, IllegalArgumentException.class);

    private static final String CANCELLED = "notifications/cancelled";

    /** Where a request keeps the id of its message, for an error that is found later. */
    private static final String ID = McpMessageFilter.class.getName();

    private final LimitConfig limits;
    private final Duration longest;
    private final McpCancellations cancellations;
    private final McpToolList tools;

    McpMessageFilter(LimitConfig limits, ToolConfig config, McpCancellations cancellations, McpToolList tools) {
        this.limits = limits;
        // Claiming an idempotency key and running the call have a time limit each.
        this.longest = config.timeLimit().multipliedBy(2).plus(MARGIN);
        this.cancellations = cancellations;
        this.tools = tools;
    }

    void register(@Observes Router router) {
        router.post("/mcp")
                .order(ORDER)
                .handler(BodyHandler.create(false).setBodyLimit(limits.bodyBytes()))
                .handler(this::check)
                .failureHandler(McpMessageFilter::failed);
    }

    private void check(RoutingContext context) {
        Object message;
        try {
            message = message(context.body().buffer());
        } catch (ApiException invalid) {
            McpErrors.answer(context, null, 400, McpErrors.PARSE_ERROR, "Invalid request: " + invalid.getMessage());
            return;
        }
        if (message instanceof JsonArray && McpStatelessTransport.endedBatches(context)) {
            refuse(context, null, "Invalid request: this protocol version has no batches; send one message a request");
            return;
        }
        if (!isMessage(message)) {
            refuse(context, id(message), "Invalid request");
            return;
        }
        if (dropNulls(message)) {
            ((RoutingContextInternal) context).setBody(Buffer.buffer(JsonText.text(message)));
        }
        if (message instanceof JsonObject single && single.getValue("id") == null) {
            notified(context, single);
            return;
        }
        if (message instanceof JsonObject call && !hasCallParameters(call)) {
            McpErrors.answer(
                    context,
                    id(call),
                    200,
                    McpErrors.INVALID_PARAMS,
                    "Invalid params: tools/call takes a name and an object of arguments");
            return;
        }
        if (message instanceof JsonObject list && McpToolList.METHOD.equals(list.getString("method"))) {
            tools.answer(context, id(list));
            return;
        }
        if (message instanceof JsonObject request) {
            cancellations.started(context, id(request));
        }
        Object id = id(message);
        context.put(ID, id);
        long timer = context.vertx().setTimer(longest.toMillis(), late -> expired(context, id));
        context.addEndHandler(ended -> context.vertx().cancelTimer(timer));
        context.next();
    }

    /** A notification gets no answer, whatever it says. No message of a client's changes anything here but this one. */
    private void notified(RoutingContext context, JsonObject message) {
        if (CANCELLED.equals(message.getString("method"))
                && message.getValue("params") instanceof JsonObject parameters
                && parameters.getValue("requestId") != null) {
            cancellations.cancel(context, parameters.getValue("requestId"));
        }
        context.response().setStatusCode(202).end();
    }

    private static Object id(Object message) {
        return message instanceof JsonObject object
                        && (object.getValue("id") instanceof String || object.getValue("id") instanceof Number)
                ? object.getValue("id")
                : null;
    }

    private static void refuse(RoutingContext context, Object id, String why) {
        McpErrors.answer(context, id, 400, McpErrors.INVALID_REQUEST, why);
    }

    private static Object message(Buffer body) {
        return body == null ? null : JsonText.value(Utf8.json(body.getBytes()));
    }

    private static boolean isMessage(Object message) {
        return message instanceof JsonArray several
                ? !several.isEmpty() && several.stream().allMatch(McpMessageFilter::isWellFormed)
                : isWellFormed(message);
    }

    /**
     * Removes {@code null} arguments from a message, which the library does not support; returns whether there were
     * any.
     */
    private static boolean dropNulls(Object value) {
        if (value instanceof JsonArray several) {
            return several.stream().map(McpMessageFilter::dropNulls).reduce(false, Boolean::logicalOr);
        }
        return value instanceof JsonObject message
                && message.getValue("params") instanceof JsonObject parameters
                && parameters.getValue("arguments") instanceof JsonObject arguments
                && arguments.getMap().values().removeIf(Objects::isNull);
    }

    private static boolean isWellFormed(Object value) {
        if (!(value instanceof JsonObject message)) {
            return false;
        }
        Object id = message.getValue("id");
        if (id != null && !(id instanceof String) && !(id instanceof Number)) {
            return false;
        }
        Object method = message.getValue("method");
        if (method == null) {
            return message.containsKey("id"); // An answer.
        }
        return method instanceof String name && hasParameters(name, message.getValue("params"));
    }

    private static boolean hasParameters(String method, Object value) {
        if (value == null) {
            return !method.equals("initialize");
        }
        return value instanceof JsonObject parameters && isObject(parameters, "_meta");
    }

    private static boolean hasCallParameters(JsonObject message) {
        return !"tools/call".equals(message.getString("method"))
                || (message.getValue("params") instanceof JsonObject parameters
                        && parameters.getValue("name") instanceof String
                        && isObject(parameters, "arguments"));
    }

    private static boolean isObject(JsonObject parameters, String field) {
        Object value = parameters.getValue(field);
        return value == null || value instanceof JsonObject;
    }

    /** Errors of tools don't get here. */
    private static void failed(RoutingContext context) {
        Throwable failure = context.failure();
        if (MALFORMED.stream().anyMatch(kind -> kind.isInstance(failure))) {
            refuse(context, context.get(ID), "Invalid request");
            return;
        }
        DatabaseFailure.refusal(failure)
                .ifPresentOrElse(
                        refusal -> {
                            context.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
                            McpErrors.answer(
                                    context,
                                    context.get(ID),
                                    503,
                                    McpErrors.INTERNAL_ERROR,
                                    refusal.code() + ": " + refusal.getMessage());
                        },
                        context::next);
    }

    private static void expired(RoutingContext context, Object id) {
        McpErrors.answer(context, id, 503, McpErrors.INTERNAL_ERROR, "The message was not answered in time");
    }
}
