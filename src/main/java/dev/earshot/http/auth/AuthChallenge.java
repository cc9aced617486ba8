package dev.earshot.http.auth;

import dev.earshot.http.address.PublicAddress;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The challenge for a caller without the right credentials, from which a client finds the token issuer (RFC 6750, RFC
 * 9728).
 */
@ApplicationScoped
public class AuthChallenge {
    static final String METADATA_PATH = "/.well-known/oauth-protected-resource";

    private final PublicAddress address;

    AuthChallenge(PublicAddress address) {
        this.address = address;
    }

    /** For 401: a token is missing or not accepted. */
    public String unauthenticated(RoutingContext context) {
        return "Bearer " + (hasToken(context.request()) ? "error=\"invalid_token\", " : "") + metadata(context);
    }

    /** For 403: the token is valid, but not for this. */
    public String forbidden(RoutingContext context) {
        String path = context.normalizedPath();
        boolean tools = path.startsWith("/tools") || path.startsWith("/mcp");
        return "Bearer error=\"insufficient_scope\", " + (tools ? "scope=\"tools\", " : "") + metadata(context);
    }

    /** For a tool that needs a person, called without credentials: clients of MCP read it in the tool's result. */
    public String signIn(RoutingContext context) {
        return "Bearer error=\"insufficient_scope\", error_description=\"Sign in to use this tool\", scope=\"tools\", "
                + metadata(context);
    }

    /**
     * Below our own prefix, which always leads here: the address that RFC 9728 derives needs a route at the host's
     * root.
     */
    private String metadata(RoutingContext context) {
        String resource = context.normalizedPath().startsWith("/mcp") ? "/mcp" : "";
        return "resource_metadata=\"" + address.of(METADATA_PATH + resource, context) + "\"";
    }

    private static boolean hasToken(HttpServerRequest request) {
        String authorization = request.getHeader("Authorization");
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length());
    }
}
