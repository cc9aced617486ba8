package dev.earshot.tool.mcp;

import dev.earshot.http.auth.AuthChallenge;
import dev.earshot.http.error.RawProblem;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Refuses callers of MCP whose credentials are wrong. The library reads the message for its id, and never answers if
 * that is a text or the body no JSON.
 */
@Singleton
class McpAuthFailures {
    /** Before the library's own, which stands with the framework's routes. */
    private static final int EARLY = Integer.MIN_VALUE / 2 + 1;

    private final AuthChallenge challenge;

    McpAuthFailures(AuthChallenge challenge) {
        this.challenge = challenge;
    }

    void register(@Observes Router router) {
        router.route("/mcp").order(EARLY).failureHandler(this::answer);
    }

    private void answer(RoutingContext context) {
        Throwable failure = context.failure();
        boolean forbidden = failure instanceof ForbiddenException;
        boolean unauthenticated =
                failure instanceof AuthenticationException || failure instanceof UnauthorizedException;
        if (!(forbidden || unauthenticated) || context.response().headWritten()) {
            context.next();
            return;
        }
        String said = forbidden ? challenge.forbidden(context) : challenge.unauthenticated(context);
        context.response().putHeader("WWW-Authenticate", said);
        if (forbidden) {
            RawProblem.answer(context, 403, "FORBIDDEN", "The credentials do not permit this");
        } else {
            RawProblem.answer(context, 401, "UNAUTHENTICATED", "A valid API key or bearer token is required");
        }
    }
}
