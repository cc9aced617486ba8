package dev.earshot.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells clients who issues tokens for this resource, as RFC 9728 describes it. Quarkus has the same for a tenant with a discovered provider, but not
 * for one with a public key.
 */
@Path(Challenge.METADATA_PATH)
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class ResourceMetadata {
    private final Challenge challenge;
    private final List<String> issuers;

    ResourceMetadata(
            Challenge challenge,
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> server,
            @ConfigProperty(name = "quarkus.oidc.token.issuer") Optional<String> issuer) {
        this.challenge = challenge;
        this.issuers = server.or(() -> issuer).stream().toList();
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Metadata(
            String resource,
            @JsonProperty("resource_name") String name,
            @JsonProperty("authorization_servers") List<String> authorizationServers,
            @JsonProperty("scopes_supported") List<String> scopes,
            @JsonProperty("bearer_methods_supported") List<String> methods) {}

    @GET
    public Metadata ofAll(@Context RoutingContext context) {
        return of(challenge.base(context));
    }

    @GET
    @Path("/mcp")
    public Metadata ofMcp(@Context RoutingContext context) {
        return of(challenge.base(context) + "/mcp");
    }

    private Metadata of(String resource) {
        return new Metadata(resource, "Earshot", issuers, List.of("tools"), List.of("header"));
    }
}
