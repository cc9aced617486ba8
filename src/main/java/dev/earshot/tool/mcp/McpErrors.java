package dev.earshot.tool.mcp;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Answers with an error of JSON-RPC 2.0, under the id of the message where it has one. */
final class McpErrors {
    static final int PARSE_ERROR = -32700;
    static final int INVALID_REQUEST = -32600;
    static final int INVALID_PARAMS = -32602;
    static final int INTERNAL_ERROR = -32603;

    private McpErrors() {}

    /**
     * @param id that of the message: a text, a number, or null if it has none or could not be read
     * @param status of HTTP; 200 for an error that a client is to hand to its caller
     */
    static void answer(RoutingContext context, Object id, int status, int code, String message) {
        if (context.response().ended() || context.response().headWritten()) {
            return;
        }
        JsonObject error = new JsonObject().put("code", code).put("message", message);
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(new JsonObject()
                        .put("jsonrpc", "2.0")
                        .put("id", id)
                        .put("error", error)
                        .encode());
    }
}
