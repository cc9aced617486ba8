package dev.earshot.http.limit;

import dev.earshot.http.error.MalformedAddress;
import dev.earshot.http.error.RawProblem;
import dev.earshot.http.upload.ImportBodyFilter;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

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

    /** Any number above 2, which is where Quarkus looks at the declared length. */
    private static final int BEFORE_THE_LIMIT = 100;

    private static final int AFTER_THE_LIMIT = 1;

    private static final String DECODED = "identity";
    private static final String TOKEN = "[\\w!#$&^.+*-]+";
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("\\s*%1$s/%1$s\\s*(;\\s*(%1$s=(%1$s|\"[^\"]*\")\\s*)?)*".formatted(TOKEN));

    private final LimitConfig config;
    private final AtomicInteger atWork = new AtomicInteger();

    RequestGuard(LimitConfig config) {
        this.config = config;
    }

    void register(@Observes Filters filters) {
        filters.register(this::limit, FIRST);
        filters.register(this::forgetLength, BEFORE_THE_LIMIT);
        filters.register(this::lengthen, AFTER_THE_LIMIT);
    }

    private void limit(RoutingContext context) {
        assumeJson(context);
        if (context.request().method() == HttpMethod.OPTIONS) {
            RawProblem.nameInMetrics("/options");
        }
        if (MalformedAddress.isRefused(context)) {
            return;
        }
        String path = context.normalizedPath();
        if (path.startsWith("/q/")) {
            context.next();
        } else if (context.request().uri().contains("%00")) {
            RawProblem.answer(context, 400, "INVALID_INPUT", "An address can't contain a NUL character");
        } else if (!hasReadableType(context)) {
            RawProblem.answer(context, 415, "UNSUPPORTED_MEDIA_TYPE", "Content-Type is not a media type");
        } else if (isEncoded(context)) {
            context.response().putHeader(HttpHeaders.ACCEPT_ENCODING, DECODED);
            RawProblem.answer(context, 415, "UNSUPPORTED_ENCODING", "Compressed bodies are not supported");
        } else if (!ImportBodyFilter.isImport(path) && isTooLong(context)) {
            RawProblem.answer(context, 413, "BODY_TOO_LARGE", "A body may have " + longest(context) + " bytes");
        } else if (StreamLimit.isStream(context) || ImportBodyFilter.isImport(path)) {
            context.next();
        } else if (atWork.incrementAndGet() > config.concurrentRequests()) {
            atWork.decrementAndGet();
            context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
            RawProblem.answer(context, 503, "OVERLOADED", "Too many concurrent requests; try again");
        } else {
            RequestEnd.of(context, atWork::decrementAndGet);
            context.next();
        }
    }

    /** Quarkus has one limit for all bodies; a history's was held against its own already. */
    private void forgetLength(RoutingContext context) {
        if (StreamLimit.isHistory(context)) {
            context.request().headers().remove(HttpHeaders.CONTENT_LENGTH);
        }
        context.next();
    }

    /** What is read of a body whose length was not declared. */
    private void lengthen(RoutingContext context) {
        if (StreamLimit.isHistory(context)) {
            context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, (long) config.historyBytes());
        }
        context.next();
    }

    /** A body that is left out has no type; the framework refuses it where one of JSON may be left out. */
    private static void assumeJson(RoutingContext context) {
        MultiMap headers = context.request().headers();
        boolean empty = "0".equals(headers.get(HttpHeaders.CONTENT_LENGTH))
                || !headers.contains(HttpHeaders.CONTENT_LENGTH) && !headers.contains(HttpHeaders.TRANSFER_ENCODING);
        if (empty && context.request().method() == HttpMethod.POST && !headers.contains(HttpHeaders.CONTENT_TYPE)) {
            headers.set(HttpHeaders.CONTENT_TYPE, "application/json");
        }
    }

    /** A blank type is none; the framework fails at one that it can't parse. */
    private static boolean hasReadableType(RoutingContext context) {
        String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type != null && type.isBlank()) {
            context.request().headers().remove(HttpHeaders.CONTENT_TYPE);
            return true;
        }
        return type == null || MEDIA_TYPE.matcher(type).matches();
    }

    /** No body is decoded: a small one could become one of any size. */
    private static boolean isEncoded(RoutingContext context) {
        String encoding = context.request().getHeader(HttpHeaders.CONTENT_ENCODING);
        return encoding != null && !encoding.isBlank() && !encoding.equalsIgnoreCase("identity");
    }

    private int longest(RoutingContext context) {
        return StreamLimit.isHistory(context) ? config.historyBytes() : config.bodyBytes();
    }

    private boolean isTooLong(RoutingContext context) {
        String declared = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return declared != null && Long.parseLong(declared) > longest(context);
        } catch (NumberFormatException e) {
            return true;
        }
    }
}
