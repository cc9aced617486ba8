package dev.earshot.http;

import dev.earshot.common.Ids;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Gives every request an id, or keeps the caller's, so that an answer can be found in the log: header {@code
 * X-Request-Id}.
 */
public class RequestIdFilter {
    private static final String HEADER = "X-Request-Id";
    private static final String KEY = "requestId";
    /** What a caller sends ends up in the log: nothing that could forge a line. */
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final InstantSource clock;

    RequestIdFilter(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * The id of a request that is refused before it reaches a resource, now also in the log and in the answer's header.
     */
    public static String assign(RoutingContext refused, Instant now) {
        String id = current() != null ? current() : id(refused.request().getHeader(HEADER), now);
        MDC.put(KEY, id);
        refused.response().putHeader(HEADER, id);
        return id;
    }

    private static String id(String offered, Instant now) {
        return offered != null && ACCEPTED.matcher(offered).matches() ? offered : Ids.make("req", now);
    }

    public static String current() {
        Object id = MDC.get(KEY);
        return id == null ? null : id.toString();
    }

    @ServerRequestFilter(preMatching = true)
    void assign(ContainerRequestContext request) {
        MDC.put(KEY, id(request.getHeaderString(HEADER), clock.instant()));
    }

    @ServerResponseFilter
    void show(ContainerResponseContext response) {
        String id = current();
        if (id != null) {
            response.getHeaders().putSingle(HEADER, id);
        }
    }
}
