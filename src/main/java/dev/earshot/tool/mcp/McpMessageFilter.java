package dev.earshot.tool.mcp;

import dev.earshot.common.ApiException;
import dev.earshot.http.JsonText;
import dev.earshot.http.limit.LimitConfig;
import dev.earshot.postgres.DatabaseFailure;
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
import java.util.Objects;
import java.util.Set;

/**
 * Refuses malformed MCP messages: the library answers some with 500 and others never. Whatever the library still leaves
 * unanswered is answered after a while, so that no connection hangs.
 */
@Singleton
class McpMessageFilter {
    /** Behind authentication and limits, before the library. */
    private static final int ORDER = -1;

    private static final long LONGEST_MILLIS = 25_000;
    private static final String RETRY_AFTER_SECONDS = "2";
    private static final int INVALID_REQUEST = -32600;
    private static final int INTERNAL_ERROR = -32603;
    private static final Set<String> WITHOUT_PARAMETERS =
            Set.of("ping", "tools/list", "prompts/list", "resources/list", "resources/templates/list");

    private final LimitConfig limits;

    McpMessageFilter(LimitConfig limits) {
        this.limits = limits;
    }

    void register(@Observes Router router) {
        router.post("/mcp")
                .order(ORDER)
                .handler(BodyHandler.create(false).setBodyLimit(limits.bodyBytes()))
                .handler(McpMessageFilter::check)
                .failureHandler(McpMessageFilter::failed);
    }

    private static void check(RoutingContext context) {
        Object message;
        try {
            message = message(context.body().buffer());
        } catch (ApiException invalid) {
            answer(context, 400, INVALID_REQUEST, "Invalid request: " + invalid.getMessage());
            return;
        }
        if (!isMessage(message)) {
            answer(context, 400, INVALID_REQUEST, "Invalid request");
            return;
        }
        if (dropNulls(message)) {
            ((RoutingContextInternal) context).setBody(Buffer.buffer(JsonText.text(message)));
        }
        long timer = context.vertx().setTimer(LONGEST_MILLIS, late -> expired(context));
        context.addEndHandler(ended -> context.vertx().cancelTimer(timer));
        context.next();
    }

    private static Object message(Buffer body) {
        return body == null ? null : JsonText.value(body.toString());
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
        Object method = message.getValue("method");
        if (method == null) {
            return message.containsKey("id"); // An answer.
        }
        return method instanceof String name && hasParameters(name, message.getValue("params"));
    }

    private static boolean hasParameters(String method, Object value) {
        if (value == null) {
            return WITHOUT_PARAMETERS.contains(method) || method.startsWith("notifications/");
        }
        return value instanceof JsonObject parameters
                && isObject(parameters, "_meta")
                && (!method.equals("tools/call")
                        || (parameters.getValue("name") instanceof String && isObject(parameters, "arguments")));
    }

    private static boolean isObject(JsonObject parameters, String field) {
        Object value = parameters.getValue(field);
        return value == null || value instanceof JsonObject;
    }

    /**
     * The library throws at a field that is missing or of another type than it expects. Errors of tools don't get here.
     */
    private static void failed(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure instanceof ClassCastException || failure instanceof NullPointerException) {
            answer(context, 400, INVALID_REQUEST, "Invalid request");
            return;
        }
        DatabaseFailure.refusal(failure)
                .ifPresentOrElse(
                        refusal -> {
                            context.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
                            answer(context, 503, INTERNAL_ERROR, refusal.code() + ": " + refusal.getMessage());
                        },
                        context::next);
    }

    private static void expired(RoutingContext context) {
        answer(context, 503, INTERNAL_ERROR, "The message was not answered in time");
    }

    private static void answer(RoutingContext context, int status, int code, String message) {
        if (context.response().ended() || context.response().headWritten()) {
            return;
        }
        JsonObject error = new JsonObject().put("code", code).put("message", message);
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(new JsonObject()
                        .put("jsonrpc", "2.0")
                        .putNull("id")
                        .put("error", error)
                        .encode());
    }
}
