package dev.earshot.sandbox;

import dev.earshot.common.ApiException;
import dev.earshot.http.limit.HostCheck;
import io.quarkus.arc.profile.IfBuildProfile;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Issues tokens without authentication, for trying things on your own machine. So it does that under the machine's own
 * names only: not through a tunnel, and not to a page whose name was made to resolve to this machine.
 */
@Path("/sandbox/token")
@PermitAll
@IfBuildProfile(anyOf = {"dev", "test", "demo"})
public class TokenResource {
    private static final java.nio.file.Path HOME = java.nio.file.Path.of(".earshot");

    private final TokenIssuer issuer = TokenIssuer.in(HOME);
    private final String audience;

    TokenResource(@ConfigProperty(name = "earshot.audience") List<String> audiences) {
        this.audience = audiences.get(0);
    }

    @GET
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(hidden = true)
    public String token(
            @RestQuery @DefaultValue("demo") String subject,
            @RestQuery Set<String> role,
            @RestQuery @DefaultValue("tools") String scope,
            @Context RoutingContext context) {
        if (!HostCheck.namesThisMachine(context.request())) {
            throw ApiException.forbidden("NOT_ON_THIS_MACHINE", "Tokens are issued at localhost only");
        }
        return issuer.token(subject, audience, role.isEmpty() ? Set.of("planner", "admin") : role, scope);
    }
}
