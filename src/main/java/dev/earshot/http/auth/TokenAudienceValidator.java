package dev.earshot.http.auth;

import dev.earshot.http.address.HostConfig;
import dev.earshot.http.address.PublicAddress;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Requires that a token was issued for us. Clients that follow RFC 8707, such as MCP's, name the resource by its
 * address, so that address is an audience besides those of {@code EARSHOT_AUDIENCE}. It is the configured address,
 * never the request's {@code Host}: otherwise any other resource could pass on the tokens that it gets. Without a
 * configured address, clients on this machine can still call it by the machine's own name.
 */
@Singleton
class TokenAudienceValidator implements SecurityIdentityAugmentor {
    private final Set<String> ours = new HashSet<>();

    TokenAudienceValidator(
            @ConfigProperty(name = "earshot.audience") List<String> configured,
            PublicAddress address,
            HostConfig hosts) {
        configured.forEach(audience -> ours.add(audience.trim()));
        List<String> resources =
                address.resource().map(List::of).or(hosts::resources).orElse(List.of());
        resources.forEach(this::addResource);
    }

    /** As the metadata spells it, and as a URL parser does, which ends the root with a slash. */
    private void addResource(String url) {
        String base = PublicAddress.withoutSlash(url);
        ours.addAll(List.of(base, base + "/", base + "/mcp"));
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return identity.getPrincipal() instanceof JsonWebToken token && !isForUs(token)
                ? Uni.createFrom().failure(new AuthenticationFailedException("The token is for another audience"))
                : Uni.createFrom().item(identity);
    }

    private boolean isForUs(JsonWebToken token) {
        return token.getAudience() != null && !Collections.disjoint(token.getAudience(), ours);
    }
}
