package dev.earshot.http.auth;

import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * Access to the MCP endpoint: callers that may use the tools over HTTP, and planners, for their assistants. Each set of
 * tools then decides by itself. The endpoint is a route of its own, which annotations don't reach.
 */
@Singleton
class McpAccessPolicy implements HttpSecurityPolicy {
    private static final StringPermission TOOLS = new StringPermission("tools");

    private final AuthChallenge challenge;

    McpAccessPolicy(AuthChallenge challenge) {
        this.challenge = challenge;
    }

    @Override
    public String name() {
        return "mcp";
    }

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext context, Uni<SecurityIdentity> identity, AuthorizationRequestContext request) {
        return identity.chain(caller -> caller.isAnonymous()
                ? Uni.createFrom().item(CheckResult.DENY)
                : caller.checkPermission(TOOLS)
                        .map(allowed -> allowed || caller.hasRole("planner") ? CheckResult.PERMIT : forbid(context)));
    }

    private CheckResult forbid(RoutingContext context) {
        context.response().putHeader("WWW-Authenticate", challenge.forbidden(context));
        return CheckResult.DENY;
    }
}
