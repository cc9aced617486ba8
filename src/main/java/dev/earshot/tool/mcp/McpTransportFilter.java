package dev.earshot.tool.mcp;

import dev.earshot.http.error.RawProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Hides MCP's older transport, HTTP with SSE, unless {@code EARSHOT_MCP_SSE} asks for it: it keeps a session on one
 * replica and an open connection for each client. The library always serves both transports.
 */
@Singleton
class McpTransportFilter {
    /** Behind CORS, before authentication. */
    private static final int EARLY = 260;

    private final boolean sse;

    McpTransportFilter(@ConfigProperty(name = "earshot.mcp.sse") boolean sse) {
        this.sse = sse;
    }

    void register(@Observes Filters filters) {
        if (!sse) {
            filters.register(this::hide, EARLY);
        }
    }

    private void hide(RoutingContext context) {
        if (context.normalizedPath().matches("/mcp/.+")) {
            RawProblem.answer(context, 404, "NOT_FOUND", "MCP is served at /mcp, over streamable HTTP");
        } else {
            context.next();
        }
    }
}
