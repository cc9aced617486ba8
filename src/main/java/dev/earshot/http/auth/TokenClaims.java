package dev.earshot.http.auth;

import io.quarkus.oidc.runtime.OidcJwtCallerPrincipal;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Reads claims that no standard lists ({@code scope}, {@code client_id}). {@link JsonWebToken#getClaim} first looks for
 * each of them among the standard ones by an exception, whose stack trace takes longer than checking the signature.
 */
final class TokenClaims {
    private TokenClaims() {}

    /** The claim's value; {@code null} if the token has none. */
    static Object get(JsonWebToken token, String claim) {
        return token instanceof OidcJwtCallerPrincipal principal
                ? principal.getClaims().getClaimValue(claim)
                : token.getClaim(claim);
    }
}
