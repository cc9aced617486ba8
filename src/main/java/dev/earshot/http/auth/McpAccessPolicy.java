package dev.earshot.http.auth;

import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Access to the MCP endpoint: callers that may use the tools over HTTP, planners, for their assistants, and callers
 * without credentials where some tools are open to them. Each set of tools then decides by itself. The endpoint is a
 * route of its own, which annotations don't reach.
 */
@Singleton
class McpAccessPolicy implements HttpSecurityPolicy {
    private static final StringPermission TOOLS = new StringPermission("tools");

    private final AuthChallenge challenge;
    private final boolean anonymous;

    McpAccessPolicy(AuthChallenge challenge, AnonymousConfig config) {
        this.challenge = challenge;
        this.anonymous = !config.tools().orElse(List.of()).isEmpty();
    }

    @Override
    public String name() {
        return "mcp";
    }

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext context, Uni<SecurityIdentity> identity, AuthorizationRequestContext request) {
        return identity.chain(caller -> caller.isAnonymous()
                ? Uni.createFrom().item(anonymous && !signsIn(context) ? CheckResult.PERMIT : CheckResult.DENY)
                : caller.checkPermission(TOOLS)
                        .map(allowed -> allowed || caller.hasRole("planner") ? CheckResult.PERMIT : forbid(context)));
    }

    /** Whether the address asks for a sign-in at once: many clients begin one only when HTTP answers 401. */
    private static boolean signsIn(RoutingContext context) {
        return "required".equals(context.request().getParam("sign_in"));
    }

    private CheckResult forbid(RoutingContext context) {
        context.response().putHeader("WWW-Authenticate", challenge.forbidden(context));
        return CheckResult.DENY;
    }
}
