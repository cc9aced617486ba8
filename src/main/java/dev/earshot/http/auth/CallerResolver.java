package dev.earshot.http.auth;

import dev.earshot.common.ApiException;
import dev.earshot.common.ExternalId;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Resolves the caller of a request. An API key speaks for its platform. A token speaks for the customer in its claim
 * {@code EARSHOT_CUSTOMER_CLAIM} ({@code sub} unless set; {@code none} for no customer), unless it has the role {@code
 * platform} or was issued to the program itself, whose subject then is the client.
 */
@Singleton
public class CallerResolver {
    private static final String UNNAMED = "oauth";
    private static final String NO_CLAIM = "none";

    private final String customerClaim;

    CallerResolver(@ConfigProperty(name = "earshot.customer-claim") String customerClaim) {
        this.customerClaim = customerClaim;
    }

    public Caller of(SecurityIdentity identity) {
        if (identity.isAnonymous()) {
            return Caller.ANONYMOUS;
        }
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            return new Caller(identity.getPrincipal().getName(), Optional.empty());
        }
        Optional<String> client = client(token);
        boolean platform = identity.hasRole("platform") || isProgram(token, client);
        return new Caller(
                client.orElse(UNNAMED),
                platform || customerClaim.equals(NO_CLAIM) ? Optional.empty() : Optional.of(customer(token)));
    }

    private String customer(JsonWebToken token) {
        return Optional.ofNullable(TokenClaims.get(token, customerClaim))
                .map(Object::toString)
                .filter(id -> ExternalId.fault(id).isEmpty())
                .orElseThrow(() -> ApiException.forbidden(
                        "NO_CUSTOMER", "The token's claim " + customerClaim + " holds no customer's id"));
    }

    /** The holder of a limit: a platform, with any of its keys, or a token's subject. */
    public static String subject(SecurityIdentity caller) {
        return caller.getPrincipal() instanceof JsonWebToken token
                ? token.getIssuer() + " " + token.getSubject()
                : caller.getPrincipal().getName();
    }

    /** The subject is the client itself, or a claim that people's tokens can't have says so: Entra's, and Auth0's. */
    private static boolean isProgram(JsonWebToken token, Optional<String> client) {
        return client.filter(own -> own.equals(token.getSubject())).isPresent()
                || says(token, "idtyp", "app")
                || says(token, "gty", "client-credentials");
    }

    private static boolean says(JsonWebToken token, String claim, String value) {
        Object said = TokenClaims.get(token, claim);
        return said != null && said.toString().equals(value);
    }

    /** OpenID Connect calls it {@code azp}, RFC 9068 {@code client_id}, Okta {@code cid}. */
    private static Optional<String> client(JsonWebToken token) {
        return Stream.of("azp", "client_id", "cid")
                .map(claim -> Optional.ofNullable(TokenClaims.get(token, claim)))
                .flatMap(Optional::stream)
                .map(Object::toString)
                .filter(client -> !client.equals(Caller.ANONYMOUS_PLATFORM))
                .findFirst();
    }
}
