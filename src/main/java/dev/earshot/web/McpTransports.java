package dev.earshot.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Leaves MCP's streamable HTTP and hides its older transport, HTTP with SSE, unless {@code EARSHOT_MCP_SSE} asks for it: that one keeps a session on
 * one replica and a connection for each client. The library serves both and can't be told otherwise.
 */
@Singleton
class McpTransports {
    /** Behind CORS, before authentication. */
    private static final int EARLY = 260;

    private final boolean sse;

    McpTransports(@ConfigProperty(name = "earshot.mcp.sse") boolean sse) {
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
