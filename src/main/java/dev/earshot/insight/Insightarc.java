package dev.earshot.insight;

import dev.earshot.customer.CustomerId;
import dev.earshot.insight.InsightarcApi.History;
import dev.earshot.insight.InsightarcApi.Realtime;
import io.quarkus.cache.CacheResult;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Asks Insightarc, and stops asking while it is unwell. Requests for one key share one call (the cache does that), and an unknown visitor is an
 * answer like any other.
 *
 * <p>The time-out is longer than a tool's budget on purpose: an answer that is late for this call is in time for the next one.
 */
@ApplicationScoped
public class Insightarc {
    private static final int NOT_FOUND = 404;

    private final InsightarcApi api;
    private final InsightConfig config;

    Insightarc(@RestClient InsightarcApi api, InsightConfig config) {
        this.api = api;
        this.config = config;
    }

    /** What a customer did before. It changes slowly and is kept for a minute. */
    @CacheResult(cacheName = "insightarc-history")
    @Timeout(value = 2, unit = ChronoUnit.SECONDS)
    @CircuitBreaker(requestVolumeThreshold = 20, failureRatio = 0.5, delay = 2, delayUnit = ChronoUnit.SECONDS)
    @Bulkhead(256)
    Uni<History> history(CustomerId customer) {
        Integer sessions =
                config.sessionsLimit().isPresent() ? config.sessionsLimit().getAsInt() : null;
        return api.history(bearer(), customer.value(), config.limit(), config.timeRange(), sessions)
                .onFailure(Insightarc::isNotFound)
                .recoverWithItem(History.EMPTY);
    }

    /** What a customer is doing now. Insightarc renews it every 5 seconds, which is how long it is kept. */
    @CacheResult(cacheName = "insightarc-realtime")
    @Timeout(value = 2, unit = ChronoUnit.SECONDS)
    @CircuitBreaker(requestVolumeThreshold = 20, failureRatio = 0.5, delay = 2, delayUnit = ChronoUnit.SECONDS)
    @Bulkhead(256)
    Uni<Realtime> realtime(String sessionId) {
        return api.realtime(bearer(), sessionId)
                .onFailure(Insightarc::isNotFound)
                .recoverWithItem(Realtime.EMPTY);
    }

    private String bearer() {
        return "Bearer " + config.apiKey();
    }

    private static boolean isNotFound(Throwable failure) {
        return failure instanceof WebApplicationException answer
                && answer.getResponse().getStatus() == NOT_FOUND;
    }
}
