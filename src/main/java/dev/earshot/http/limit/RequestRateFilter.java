package dev.earshot.http.limit;

import dev.earshot.common.ApiException;
import dev.earshot.http.auth.CallerResolver;
import dev.earshot.http.error.ProblemMapper;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Limits the requests of each key and each signed-in person; every answer says how many are left
 * (draft-ietf-httpapi-ratelimit-headers).
 *
 * <p>Made on first use: filters are created before the settings are read.
 */
@ApplicationScoped
public class RequestRateFilter {
    private static final String CODE = "RATE_LIMITED";
    private static final String DETAIL = "Too many requests; wait before the next one";

    private final RateLimiter limiter;
    private final CurrentIdentityAssociation identity;

    RequestRateFilter(LimitConfig config, CurrentIdentityAssociation identity) {
        int perSecond = config.requestsPerSecond();
        this.limiter = new RateLimiter(2 * perSecond, perSecond, Duration.ofSeconds(1));
        this.identity = identity;
    }

    /**
     * Invalid credentials are refused where credentials are required, not here: public routes stay public for callers
     * that send them too.
     */
    @ServerRequestFilter
    Uni<Response> limit(RoutingContext context) {
        return identity.getDeferredIdentity()
                .map(caller -> caller.isAnonymous() || isGranted(context, caller) ? null : tooMany())
                .onFailure(SecurityException.class)
                .recoverWithNull();
    }

    /** The same for a façade without headers: refuses a caller without requests left. */
    public void take(SecurityIdentity caller) {
        if (caller.isAnonymous()) {
            return;
        }
        RateLimiter.Taken taken = limiter.take(CallerResolver.subject(caller));
        if (!taken.granted()) {
            throw ApiException.limited(CODE, DETAIL, taken.pause());
        }
    }

    private boolean isGranted(RoutingContext context, SecurityIdentity caller) {
        RateLimiter.Taken taken = limiter.take(CallerResolver.subject(caller));
        HttpServerResponse response = context.response();
        response.putHeader("RateLimit-Policy", "\"requests\";q=" + taken.limit() + ";w=2");
        response.putHeader("RateLimit", "\"requests\";r=" + taken.remaining() + ";t=" + seconds(taken.full()));
        if (!taken.granted()) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds(taken.pause())));
        }
        return taken.granted();
    }

    private static Response tooMany() {
        return ProblemMapper.problem(429, CODE, DETAIL, List.of()).build().toResponse();
    }

    private static long seconds(Duration duration) {
        return Math.max(1, duration.plusMillis(999).toSeconds());
    }
}
