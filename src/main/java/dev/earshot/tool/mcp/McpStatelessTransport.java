package dev.earshot.tool.mcp;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * MCP's streamable HTTP without sessions, so that any replica may answer any message: no session id is given out or
 * obeyed, there is no stream to open and no session to end (405). Versions and {@code Accept} are judged as the
 * specification of 2025-11-25 says ("Transports").
 */
@Singleton
class McpStatelessTransport {
    /** Behind authentication, before the messages are read. */
    private static final int ORDER = -2;

    private static final String SESSION = "Mcp-Session-Id";
    private static final String BOTH = "application/json, text/event-stream";
    private static final String VERSION = "MCP-Protocol-Version";

    /** Those that the library speaks. */
    private static final Set<String> VERSIONS = Set.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");

    /** Those in which a request may hold several messages. */
    private static final Set<String> WITH_BATCHES = Set.of("2024-11-05", "2025-03-26");

    /** Whether the client says that it speaks a version without batches; one that says nothing speaks an early one. */
    static boolean endedBatches(RoutingContext context) {
        String version = context.request().getHeader(VERSION);
        return version != null && !WITH_BATCHES.contains(version);
    }

    void register(@Observes Router router) {
        router.route("/mcp").order(ORDER).handler(McpStatelessTransport::check);
    }

    private static void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.method() != HttpMethod.POST) {
            context.response()
                    .setStatusCode(405)
                    .putHeader(HttpHeaders.ALLOW, "POST")
                    .end();
            return;
        }
        String version = request.getHeader(VERSION);
        if (version != null && !VERSIONS.contains(version)) {
            refuse(context, 400, VERSION + " must be one of " + String.join(", ", sorted()));
            return;
        }
        if (!accepts(context, "application/json") || !accepts(context, "text/event-stream")) {
            refuse(context, 406, "Accept must list application/json and text/event-stream");
            return;
        }
        // The library knows no wildcards.
        request.headers().set(HttpHeaders.ACCEPT, BOTH).remove(SESSION);
        context.addHeadersEndHandler(head -> context.response().headers().remove(SESSION));
        context.next();
    }

    private static boolean accepts(RoutingContext context, String type) {
        List<MIMEHeader> accepted = context.parsedHeaders().accept();
        String main = type.substring(0, type.indexOf('/'));
        return accepted.stream()
                .filter(one -> one.weight() > 0)
                .map(one -> one.component() + "/" + one.subComponent())
                .anyMatch(one -> one.equals(type) || one.equals(main + "/*") || one.equals("*/*"));
    }

    private static void refuse(RoutingContext context, int status, String why) {
        McpErrors.answer(context, null, status, McpErrors.INVALID_REQUEST, "Invalid request: " + why);
    }

    private static List<String> sorted() {
        return VERSIONS.stream().sorted().toList();
    }
}
