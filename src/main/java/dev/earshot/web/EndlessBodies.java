package dev.earshot.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;

/**
 * Lets an import's body be of any size. All other bodies are read into memory and keep Quarkus's limit, which it applies to every path by
 * the declared length; an import is read line by line, so its declared length is of no interest to anybody here.
 */
class EndlessBodies {
    /** Any number above 2, which is where Quarkus looks at the length. */
    private static final int BEFORE_THE_LIMIT = 100;

    void register(@Observes Filters filters) {
        filters.register(this::forgetLength, BEFORE_THE_LIMIT);
    }

    private void forgetLength(RoutingContext context) {
        String path = context.normalizedPath();
        if (path.startsWith("/admin/") && path.endsWith("/import")) {
            context.request().headers().remove(HttpHeaders.CONTENT_LENGTH);
        }
        context.next();
    }
}
