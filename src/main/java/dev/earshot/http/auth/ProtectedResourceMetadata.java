package dev.earshot.http.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.earshot.http.address.PublicAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/**
 * Publishes the token issuer of this resource, as RFC 9728 describes. Quarkus does so for a tenant with a discovered
 * provider, but not for one with a public key.
 */
@Path(AuthChallenge.METADATA_PATH)
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class ProtectedResourceMetadata {
    private final PublicAddress address;
    private final List<String> issuers;
    private final Optional<String> privacy;

    ProtectedResourceMetadata(
            PublicAddress address,
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> server,
            @ConfigProperty(name = "quarkus.oidc.token.issuer") Optional<String> issuer,
            @ConfigProperty(name = "earshot.privacy-url") Optional<String> privacy) {
        this.address = address;
        this.privacy = privacy;
        this.issuers = server.or(() -> issuer).stream().toList();
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Metadata(
            String resource,
            @JsonProperty("resource_name") String name,
            @JsonProperty("authorization_servers") List<String> authorizationServers,
            @JsonProperty("scopes_supported") List<String> scopes,
            @JsonProperty("bearer_methods_supported") List<String> methods,
            @JsonProperty("resource_policy_uri") String policy) {}

    @GET
    public Metadata ofAll(@Context RoutingContext context) {
        return of(address.base(context));
    }

    @GET
    @Path("/mcp")
    public Metadata ofMcp(@Context RoutingContext context) {
        return of(address.base(context) + "/mcp");
    }

    /** Clients may derive the address of the metadata: the well-known path goes before the prefix (RFC 9728, 3.1). */
    @GET
    @Path("/{path:.+}")
    @Operation(hidden = true)
    public Metadata ofPrefixed(@RestPath String path, @Context RoutingContext context) {
        String prefix = address.prefix();
        boolean all = ("/" + path).equals(prefix);
        if (!all && (prefix.isEmpty() || !("/" + path).equals(prefix + "/mcp"))) {
            throw new NotFoundException();
        }
        return all ? ofAll(context) : ofMcp(context);
    }

    private Metadata of(String resource) {
        return new Metadata(resource, "Earshot", issuers, List.of("tools"), List.of("header"), privacy.orElse(null));
    }
}
