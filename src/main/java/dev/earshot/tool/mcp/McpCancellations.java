package dev.earshot.tool.mcp;

import dev.earshot.http.auth.CallerResolver;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The calls that this replica is answering, so that one that its client cancels is left without an answer, as MCP asks.
 * What a call has written stays: a cancellation may come after the commit. Without sessions a call is known by its
 * caller, the address it comes from and its id; where two calls share these, neither is cancelled. Nothing tells
 * callers without credentials behind one proxy apart, so theirs are always answered.
 */
@Singleton
class McpCancellations {
    private final Map<String, Calls> running = new ConcurrentHashMap<>();

    /**
     * The running calls with one key.
     *
     * @param only empty once there were several: which of them is left when one has ended is not known to their clients
     */
    private record Calls(int count, Optional<RoutingContext> only) {
        Calls and(Calls other) {
            return new Calls(count + other.count, Optional.empty());
        }

        /** The others once one has ended; {@code null} for none. */
        Calls withoutOne() {
            return count == 1 ? null : new Calls(count - 1, only);
        }
    }

    void started(RoutingContext context, Object id) {
        if (McpCaller.of(context).isAnonymous()) {
            return;
        }
        String key = key(context, id);
        running.merge(key, new Calls(1, Optional.of(context)), Calls::and);
        context.addEndHandler(ended -> running.computeIfPresent(key, (known, calls) -> calls.withoutOne()));
    }

    /** Ends the call without an answer: 202 if nothing is written yet, else the end of its stream. */
    void cancel(RoutingContext by, Object id) {
        Optional<RoutingContext> call =
                Optional.ofNullable(running.get(key(by, id))).flatMap(Calls::only);
        call.map(RoutingContext::response).filter(response -> !response.ended()).ifPresent(response -> {
            if (!response.headWritten()) {
                response.setStatusCode(202);
            }
            response.end();
        });
    }

    private static String subject(RoutingContext context) {
        SecurityIdentity caller = McpCaller.of(context);
        return caller.isAnonymous() ? "" : CallerResolver.subject(caller);
    }

    private static String key(RoutingContext context, Object id) {
        return subject(context) + "\n" + context.request().remoteAddress().hostAddress() + "\n" + id;
    }
}
