package dev.earshot.tool.mcp;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;

/** The caller of a message whose credentials, if there are any, have been checked. */
final class McpCaller {
    private McpCaller() {}

    static SecurityIdentity of(RoutingContext context) {
        return context.user() instanceof QuarkusHttpUser user
                ? user.getSecurityIdentity()
                : QuarkusSecurityIdentity.builder().setAnonymous(true).build();
    }
}
