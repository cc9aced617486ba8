package dev.earshot.http.auth;

import dev.earshot.http.address.PublicAddress;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** What a caller without the right credentials is told, so that a client finds out by itself where to get a token (RFC 6750, RFC 9728). */
@ApplicationScoped
public class AuthChallenge {
    static final String METADATA_PATH = "/.well-known/oauth-protected-resource";

    private final PublicAddress address;

    AuthChallenge(PublicAddress address) {
        this.address = address;
    }

    /** For 401: a token is missing, or is none that is accepted here. */
    public String unauthenticated(RoutingContext context) {
        return "Bearer " + (hasToken(context.request()) ? "error=\"invalid_token\", " : "") + metadata(context);
    }

    /** For 403: the token is good, and not for this. */
    public String forbidden(RoutingContext context) {
        String path = context.normalizedPath();
        boolean tools = path.startsWith("/tools") || path.startsWith("/mcp");
        return "Bearer error=\"insufficient_scope\", " + (tools ? "scope=\"tools\", " : "") + metadata(context);
    }

    /** Below our own prefix, which always leads here: what RFC 9728 derives needs a route at the host's root. */
    private String metadata(RoutingContext context) {
        String resource = context.normalizedPath().startsWith("/mcp") ? "/mcp" : "";
        return "resource_metadata=\"" + address.of(METADATA_PATH + resource, context) + "\"";
    }

    private static boolean hasToken(HttpServerRequest request) {
        String authorization = request.getHeader("Authorization");
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length());
    }
}
