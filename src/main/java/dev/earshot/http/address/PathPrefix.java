package dev.earshot.http.address;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Serves the same below the path of {@code EARSHOT_PUBLIC_URL} as at the root, so a proxy may strip that path or keep
 * it. All other code, also what guards paths, only sees paths without it.
 */
@Singleton
class PathPrefix {
    /** Right behind the check of the host, before anything that looks at the path. */
    private static final int BEFORE_ALL_ELSE = 490;

    private final String prefix;

    PathPrefix(PublicAddress address) {
        this.prefix = address.prefix();
    }

    void register(@Observes Filters filters) {
        if (!prefix.isEmpty()) {
            filters.register(this::strip, BEFORE_ALL_ELSE);
        }
    }

    private void strip(RoutingContext context) {
        String uri = context.request().uri();
        if (!uri.startsWith(prefix)) {
            context.next();
            return;
        }
        String rest = uri.substring(prefix.length());
        if (rest.startsWith("/")) {
            context.reroute(rest);
        } else if (rest.isEmpty() || rest.startsWith("?")) {
            context.reroute("/" + rest);
        } else {
            context.next();
        }
    }
}
