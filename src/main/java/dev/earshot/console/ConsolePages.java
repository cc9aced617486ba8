package dev.earshot.console;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;

/**
 * Keeps the page's files from being served where the console is switched off, and says what the page may load and ask:
 * nothing foreign.
 */
@Singleton
class ConsolePages {
    /** Behind CORS, before what serves files. */
    private static final int EARLY = 140;

    private final boolean enabled;
    private final String policy;

    ConsolePages(ConsoleConfig config) {
        enabled = config.enabled();
        policy = policy(config.sandbox() ? Optional.empty() : config.issuer());
    }

    void register(@Observes Filters filters) {
        filters.register(this::guard, EARLY);
    }

    private void guard(RoutingContext context) {
        String path = context.normalizedPath();
        boolean ours = path.equals("/") || path.equals("/index.html") || path.startsWith("/console/");
        if (!enabled && (ours || path.startsWith("/_static/"))) {
            context.response().setStatusCode(404).end();
            return;
        }
        if (ours) {
            context.response()
                    .putHeader("Content-Security-Policy", policy)
                    // The files have no version in their names, so a browser must ask whether they have changed.
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        }
        context.next();
    }

    /** Logging in needs the identity provider's token endpoint, which is expected at the issuer's origin. */
    private static String policy(Optional<String> issuer) {
        String provider = issuer.map(ConsolePages::origin).orElse("");
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"
                + provider
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
                + "; require-trusted-types-for 'script'; trusted-types lit-html";
    }

    private static String origin(String issuer) {
        URI uri = URI.create(issuer);
        return " " + uri.getScheme() + "://" + uri.getAuthority();
    }
}
