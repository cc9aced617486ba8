package dev.earshot.http.auth;

import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Reads scopes and roles as each identity provider spells them: scopes in {@code scope} or {@code scp}, as one text or
 * as a list (Entra, Okta); groups by their full path, {@code /planner} (Keycloak). A group below another gives no role,
 * since others may manage it. The role {@code platform} may use the tools without a scope, which Entra's tokens of
 * programs can't have.
 */
@Singleton
class ProviderClaims implements SecurityIdentityAugmentor {
    private static final StringPermission TOOLS = new StringPermission("tools");

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom()
                .item(identity.getPrincipal() instanceof JsonWebToken token ? read(identity, token) : identity);
    }

    private static SecurityIdentity read(SecurityIdentity identity, JsonWebToken token) {
        QuarkusSecurityIdentity.Builder builder = QuarkusSecurityIdentity.builder(identity);
        Stream.of("scope", "scp")
                .flatMap(claim -> texts(TokenClaims.get(token, claim)))
                .forEach(scope -> builder.addPermission(new StringPermission(scope)));
        identity.getRoles().stream()
                .filter(role -> role.lastIndexOf('/') == 0 && role.length() > 1)
                .forEach(path -> builder.addRole(path.substring(1)));
        SecurityIdentity read = builder.build();
        return read.hasRole("platform")
                ? QuarkusSecurityIdentity.builder(read).addPermission(TOOLS).build()
                : read;
    }

    /** The words of a text, or the items of a list. */
    private static Stream<String> texts(Object claim) {
        Collection<?> values = claim instanceof Collection<?> several
                ? several
                : Stream.ofNullable(claim).toList();
        return values.stream()
                .filter(Objects::nonNull)
                .map(ProviderClaims::text)
                .flatMap(text -> List.of(text.trim().split("\\s+")).stream())
                .filter(word -> !word.isEmpty());
    }

    /** A claim in a list may be a JSON value. */
    private static String text(Object value) {
        return value instanceof jakarta.json.JsonString json ? json.getString() : value.toString();
    }
}
