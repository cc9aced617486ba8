package dev.earshot.http.upload;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;

/**
 * Lets an import's body have any size. All other bodies are read into memory and keep Quarkus's limit, which applies to
 * every path by the declared length; an import is read line by line, so its declared length does not matter.
 */
public class ImportBodyFilter {
    /** Any number above 2, which is where Quarkus looks at the length. */
    private static final int BEFORE_THE_LIMIT = 100;

    void register(@Observes Filters filters) {
        filters.register(this::forgetLength, BEFORE_THE_LIMIT);
    }

    public static boolean isImport(String path) {
        return path.startsWith("/admin/") && path.endsWith("/import");
    }

    private void forgetLength(RoutingContext context) {
        String path = context.normalizedPath();
        if (isImport(path)) {
            context.request().headers().remove(HttpHeaders.CONTENT_LENGTH);
        }
        context.next();
    }
}
