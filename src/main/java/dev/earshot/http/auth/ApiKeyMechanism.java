package dev.earshot.http.auth;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Authenticates a platform by the header {@code X-API-Key}; Quarkus OIDC handles bearer tokens. */
@Singleton
class ApiKeyMechanism implements HttpAuthenticationMechanism {
    private static final String HEADER = "X-API-Key";
    private static final int BEFORE_OIDC = 2000;

    private final ApiKeys keys;
    private final AuthChallenge challenge;

    ApiKeyMechanism(ApiKeys keys, AuthChallenge challenge) {
        this.keys = keys;
        this.challenge = challenge;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        String key = context.request().getHeader(HEADER);
        if (key == null) {
            return Uni.createFrom().nullItem();
        }
        return keys.platform(key)
                .map(platform ->
                        platform.map(ApiKeyMechanism::identity).orElseThrow(AuthenticationFailedException::new));
    }

    private static SecurityIdentity identity(String platform) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(platform))
                .addRole("platform")
                .addPermission(new StringPermission("tools"))
                .build();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", challenge.unauthenticated(context)));
    }

    @Override
    public int getPriority() {
        return BEFORE_OIDC;
    }
}
