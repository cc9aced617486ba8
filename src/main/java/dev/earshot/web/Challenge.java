package dev.earshot.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What a caller without the right credentials is told, so that a client finds out by itself where to get a token (RFC 6750, RFC 9728). */
@ApplicationScoped
class Challenge {
    static final String METADATA_PATH = "/.well-known/oauth-protected-resource";

    private final Optional<String> publicUrl;

    Challenge(@ConfigProperty(name = "earshot.public-url") Optional<String> publicUrl) {
        this.publicUrl = publicUrl.map(url -> url.replaceAll("/+$", ""));
    }

    /** For 401: a token is missing, or is none that is accepted here. */
    String unauthenticated(RoutingContext context) {
        return "Bearer " + (hasToken(context.request()) ? "error=\"invalid_token\", " : "") + metadata(context);
    }

    /** For 403: the token is good, and not for this. */
    String forbidden(RoutingContext context) {
        String path = context.normalizedPath();
        boolean tools = path.startsWith("/tools") || path.startsWith("/mcp");
        return "Bearer error=\"insufficient_scope\", " + (tools ? "scope=\"tools\", " : "") + metadata(context);
    }

    /** Where this application is seen from outside. */
    String base(RoutingContext context) {
        HttpServerRequest request = context.request();
        return publicUrl.orElseGet(() -> request.scheme() + "://" + request.authority());
    }

    private String metadata(RoutingContext context) {
        String resource = context.normalizedPath().startsWith("/mcp") ? "/mcp" : "";
        return "resource_metadata=\"" + base(context) + METADATA_PATH + resource + "\"";
    }

    private static boolean hasToken(HttpServerRequest request) {
        String authorization = request.getHeader("Authorization");
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length());
    }
}
