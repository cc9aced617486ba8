package dev.earshot.http.limit;

import dev.earshot.http.error.RawProblem;
import dev.earshot.http.upload.ImportBodyFilter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** Turns away what is too large, too much, or nothing that Postgres could look up, before anything is done for it. */
@Singleton
class RequestGuard {
    /** Behind CORS, and before authentication, with which the framework looks up what the path is called in metrics: that costs as much as to refuse. */
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
            RawProblem.answer(context, 415, "UNSUPPORTED_ENCODING", "A body can't be compressed");
        } else if (isTooLong(context, path)) {
            RawProblem.answer(context, 413, "BODY_TOO_LARGE", "A body may have " + config.bodyBytes() + " bytes");
        } else if (StreamLimit.isStream(context) || ImportBodyFilter.isImport(path)) {
            context.next();
        } else if (atWork.incrementAndGet() > config.concurrentRequests()) {
            atWork.decrementAndGet();
            context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
            RawProblem.answer(context, 503, "OVERLOADED", "Too many requests at once; ask again");
        } else {
            context.addEndHandler(ended -> atWork.decrementAndGet());
            context.next();
        }
    }

    /** Nothing is decoded: a small body could become one of any size. */
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
