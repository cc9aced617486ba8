package dev.earshot.http.error;

import dev.earshot.common.ApiException;
import dev.earshot.postgres.FailureLog;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Answers requests outside the resources, such as MCP's, if the caller can't be authenticated because the database or
 * the identity provider is unavailable. Without it the framework answers 500.
 */
@Singleton
class RouteFailures {
    private static final Logger LOG = Logger.getLogger(RouteFailures.class);
    private static final FailureLog REFUSED = FailureLog.warnings(LOG, "A caller could not be authenticated");

    /** Before the framework's own failure handler. */
    private static final int EARLY = Integer.MIN_VALUE / 2;

    void register(@Observes Router router) {
        router.route().order(EARLY).failureHandler(this::answer);
    }

    private void answer(RoutingContext context) {
        Throwable failure = context.failure();
        Optional<ApiException> unavailable = failure == null ? Optional.empty() : Unavailable.error(failure);
        if (unavailable.isEmpty()
                || context.response().ended()
                || context.response().headWritten()) {
            context.next();
            return;
        }
        ApiException error = unavailable.get();
        REFUSED.unavailable(failure);
        error.retryAfter()
                .map(Duration::toSeconds)
                .ifPresent(pause -> context.response().putHeader(HttpHeaders.RETRY_AFTER, pause.toString()));
        RawProblem.answer(context, 503, error.code(), error.getMessage());
    }
}
