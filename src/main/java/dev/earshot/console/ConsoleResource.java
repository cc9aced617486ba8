package dev.earshot.console;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Tells the page what it can't know: how people log in here. All of it is public. */
@Path("/console/setup.json")
@PermitAll
public class ConsoleResource {
    private final ConsoleConfig config;
    private final String audience;
    private final List<String> roleClaims;
    private final String version;

    ConsoleResource(
            ConsoleConfig config,
            @ConfigProperty(name = "earshot.audience") List<String> audiences,
            @ConfigProperty(name = "quarkus.oidc.roles.role-claim-path") List<String> roleClaims,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.config = config;
        this.audience = audiences.get(0);
        this.roleClaims = roleClaims;
        this.version = version;
    }

    /**
     * How people log in.
     *
     * @param kind {@code sandbox}: by choosing a role; {@code oidc}: at the identity provider; {@code token}: by
     *     pasting a token
     * @param issuer where the identity provider's metadata lies, below it
     * @param audience what tokens must be made for
     * @param roleClaims where tokens say the roles, as {@code EARSHOT_ROLES_CLAIM} has it
     */
    public record Login(
            String kind, String issuer, String clientId, String scope, String audience, List<String> roleClaims) {}

    /** What the page starts from. */
    public record Setup(String version, Login login) {}

    @GET
    @Operation(hidden = true)
    public Setup setup() {
        return new Setup(version, login());
    }

    private Login login() {
        Optional<String> client = config.issuer().flatMap(issuer -> config.clientId());
        String kind = config.sandbox() ? "sandbox" : client.isPresent() ? "oidc" : "token";
        return new Login(kind, config.issuer().orElse(null), client.orElse(null), config.scope(), audience, roleClaims);
    }
}
