package dev.earshot.web;

import io.quarkus.security.identity.SecurityIdentity;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * The program that calls a tool.
 *
 * @param platform the AI platform it belongs to: whose API key it has, or the client that its token was issued to
 */
public record Caller(String platform) {
    private static final String UNNAMED = "oauth";

    public static Caller of(SecurityIdentity identity) {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? new Caller(client(token))
                : new Caller(identity.getPrincipal().getName());
    }

    /** OpenID Connect calls it {@code azp}, RFC 9068 {@code client_id}. */
    private static String client(JsonWebToken token) {
        return Optional.<Object>ofNullable(token.getClaim("azp"))
                .or(() -> Optional.ofNullable(token.getClaim("client_id")))
                .map(Object::toString)
                .orElse(UNNAMED);
    }
}
