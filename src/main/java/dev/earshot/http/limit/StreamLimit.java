package dev.earshot.http.limit;

import dev.earshot.http.auth.CallerResolver;
import dev.earshot.http.error.ProblemMapper;
import dev.earshot.http.error.RawProblem;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Bounds the open streams of one caller. A stream lasts as long as its reader likes, so it does not count as a
 * concurrent request: a thousand idle ones of one caller would leave no room for others.
 */
@ApplicationScoped
class StreamLimit {
    private static final String CODE = "TOO_MANY_STREAMS";
    private static final String DETAIL = "Too many streams are open; close one before the next";
    /** A guess: a stream ends when its reader wants. */
    private static final String RETRY_AFTER = "5";

    /** Runs after authorization, which identifies the caller of an MCP stream. */
    private static final int AFTER_AUTHORIZATION = 50;

    /** Those that are streams whose address does not say so. */
    private static final Set<String> STREAMS = Set.of("/chat/ui", "/chat/ag-ui", "/v1/chat/completions");

    private final LimitConfig config;
    private final CurrentIdentityAssociation identity;
    private final ConcurrentMap<String, Integer> open = new ConcurrentHashMap<>();

    StreamLimit(LimitConfig config, CurrentIdentityAssociation identity) {
        this.config = config;
        this.identity = identity;
    }

    static boolean isStream(RoutingContext context) {
        return context.normalizedPath().endsWith("/stream") || isHistory(context) || isStreamOfMcp(context);
    }

    /** Whether the request holds a conversation's messages, all of them. */
    static boolean isHistory(RoutingContext context) {
        return STREAMS.contains(context.normalizedPath());
    }

    private static boolean isStreamOfMcp(RoutingContext context) {
        String path = context.normalizedPath();
        return context.request().method() == HttpMethod.GET && (path.equals("/mcp") || path.startsWith("/mcp/"));
    }

    void register(@Observes Filters filters) {
        filters.register(this::limitMcp, AFTER_AUTHORIZATION);
    }

    /** MCP's routes are no resources, so they are not filtered like these. */
    private void limitMcp(RoutingContext context) {
        if (!isStreamOfMcp(context)
                || !(context.user() instanceof QuarkusHttpUser user)
                || isGranted(context, user.getSecurityIdentity())) {
            context.next();
        } else {
            RawProblem.answer(context, 429, CODE, DETAIL);
        }
    }

    @LimitedStream
    @ServerRequestFilter
    Uni<Response> limit(RoutingContext context) {
        return identity.getDeferredIdentity()
                .map(caller -> caller.isAnonymous() || isGranted(context, caller) ? null : tooMany())
                .onFailure(SecurityException.class)
                .recoverWithNull();
    }

    private boolean isGranted(RoutingContext context, SecurityIdentity caller) {
        String who = CallerResolver.subject(caller);
        if (open.merge(who, 1, Integer::sum) > config.streams()) {
            close(who);
            context.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
            return false;
        }
        StreamSlot.take(context, () -> close(who));
        return true;
    }

    private void close(String who) {
        open.computeIfPresent(who, (known, count) -> count == 1 ? null : count - 1);
    }

    private static Response tooMany() {
        return ProblemMapper.problem(429, CODE, DETAIL, List.of()).build().toResponse();
    }
}
