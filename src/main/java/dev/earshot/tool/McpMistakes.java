package dev.earshot.tool;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** MCP messages of the wrong shape, which the library fails at: to JSON-RPC they are invalid requests, and no failure of ours. */
@Singleton
class McpMistakes {
    private static final int FIRST = Integer.MIN_VALUE;
    private static final int BAD_REQUEST = 400;
    private static final int INTERNAL_ERROR = 500;
    private static final int INVALID_REQUEST = -32600;

    void register(@Observes Router router) {
        router.route("/mcp").failureHandler(McpMistakes::answer);
        router.route("/mcp").order(FIRST).handler(McpMistakes::correct);
    }

    /** What is JSON and no message at all, such as a number, the library answers 500, and nothing else. */
    private static void correct(RoutingContext context) {
        context.addHeadersEndHandler(headers -> {
            if (context.response().getStatusCode() == INTERNAL_ERROR) {
                context.response().setStatusCode(BAD_REQUEST);
            }
        });
        context.next();
    }

    private static void answer(RoutingContext context) {
        if (!isMistake(context) || context.response().headWritten()) {
            context.next();
            return;
        }
        JsonObject error = new JsonObject().put("code", INVALID_REQUEST).put("message", "Invalid request");
        JsonObject answer = new JsonObject().put("jsonrpc", "2.0").putNull("id").put("error", error);
        context.response()
                .setStatusCode(BAD_REQUEST)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(answer.encode());
    }

    /** The library either throws at what it can't cast, or gives up without saying why. What tools fail at never gets here. */
    private static boolean isMistake(RoutingContext context) {
        Throwable failure = context.failure();
        boolean givenUp = failure == null && context.statusCode() == INTERNAL_ERROR;
        return givenUp || failure instanceof ClassCastException || failure instanceof DecodeException;
    }
}
