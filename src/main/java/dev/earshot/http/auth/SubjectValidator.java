package dev.earshot.http.auth;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * A token must say whose it is, as RFC 9068 (2.2) has it: by its subject we know what belongs to whom. Quarkus' own setting for it does not
 * reach tokens that are checked with a public key from the configuration.
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
