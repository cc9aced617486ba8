package dev.earshot.http.limit;

import dev.earshot.http.error.RawProblem;
import dev.earshot.http.upload.ImportBodyFilter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Refuses requests that are too large, too many, or contain what Postgres can't look up, before anything is done for
 * them.
 */
@Singleton
class RequestGuard {
    /**
     * Runs after CORS and before authentication, with which the framework looks up the path's name for metrics: that
     * costs as much as a refusal.
     */
    private static final int FIRST = 250;

    private static final String DECODED = "identity";

    private final LimitConfig config;
    private final AtomicInteger atWork = new AtomicInteger();

    RequestGuard(LimitConfig config) {
        this.config = config;
    }

    void register(@Observes Filters filters) {
        filters.register(this::limit, FIRST);
    }

    private void limit(RoutingContext context) {
        String path = context.normalizedPath();
        if (path.startsWith("/q/")) {
            context.next();
        } else if (context.request().uri().contains("%00")) {
            RawProblem.answer(context, 400, "INVALID_INPUT", "An address can't contain a NUL character");
        } else if (isEncoded(context)) {
            context.response().putHeader(HttpHeaders.ACCEPT_ENCODING, DECODED);
            RawProblem.answer(context, 415, "UNSUPPORTED_ENCODING", "Compressed bodies are not supported");
        } else if (isTooLong(context, path)) {
            RawProblem.answer(context, 413, "BODY_TOO_LARGE", "A body may have " + config.bodyBytes() + " bytes");
        } else if (StreamLimit.isStream(context) || ImportBodyFilter.isImport(path)) {
            context.next();
        } else if (atWork.incrementAndGet() > config.concurrentRequests()) {
            atWork.decrementAndGet();
            context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
            RawProblem.answer(context, 503, "OVERLOADED", "Too many concurrent requests; try again");
        } else {
            context.addEndHandler(ended -> atWork.decrementAndGet());
            context.next();
        }
    }

    /** No body is decoded: a small one could become one of any size. */
    private static boolean isEncoded(RoutingContext context) {
        String encoding = context.request().getHeader(HttpHeaders.CONTENT_ENCODING);
        return encoding != null && !encoding.isBlank() && !encoding.equalsIgnoreCase("identity");
    }

    private boolean isTooLong(RoutingContext context, String path) {
        String declared = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return declared != null
                    && !ImportBodyFilter.isImport(path)
                    && Long.parseLong(declared) > config.bodyBytes();
        } catch (NumberFormatException e) {
            return true;
        }
    }
}
