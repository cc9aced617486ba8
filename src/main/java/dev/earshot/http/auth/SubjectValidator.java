package dev.earshot.http.auth;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Requires a subject in every token, as RFC 9068 (2.2) does: the subject owns what it creates. Quarkus' own setting
 * does not apply to tokens checked with a public key from the configuration.
 */
@Singleton
class SubjectValidator implements SecurityIdentityAugmentor {

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return identity.getPrincipal() instanceof JsonWebToken token && token.getSubject() == null
                ? Uni.createFrom().failure(new AuthenticationFailedException("The token has no subject"))
                : Uni.createFrom().item(identity);
    }
}
