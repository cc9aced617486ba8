package dev.earshot.http;

import dev.earshot.common.Ids;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
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

    public static String current() {
        Object id = MDC.get(KEY);
        return id == null ? null : id.toString();
    }

    @ServerRequestFilter(preMatching = true)
    void assign(ContainerRequestContext request) {
        String offered = request.getHeaderString(HEADER);
        boolean usable = offered != null && ACCEPTED.matcher(offered).matches();
        MDC.put(KEY, usable ? offered : Ids.make("req", clock.instant()));
    }

    @ServerResponseFilter
    void show(ContainerResponseContext response) {
        String id = current();
        if (id != null) {
            response.getHeaders().putSingle(HEADER, id);
        }
    }
}
