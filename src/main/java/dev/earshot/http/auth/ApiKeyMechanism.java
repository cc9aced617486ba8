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
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/** Authenticates a platform by the header {@code X-API-Key}; Quarkus OIDC handles bearer tokens. */
@Singleton
class ApiKeyMechanism implements HttpAuthenticationMechanism {
    private static final String HEADER = "X-API-Key";
    private static final int BEFORE_OIDC = 2000;
    private static final Pattern BEARER = Pattern.compile("Bearer +\\S.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern TOOLS = Pattern.compile("/(tools|mcp)(/.*)?");

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
            return isUnreadable(context)
                    ? Uni.createFrom().failure(new AuthenticationFailedException())
                    : Uni.createFrom().nullItem();
        }
        return keys.platform(key)
                .map(platform ->
                        platform.map(ApiKeyMechanism::identity).orElseThrow(AuthenticationFailedException::new));
    }

    /**
     * Credentials that no mechanism reads, such as a key without {@code Bearer}. Where tools may be called without any,
     * their caller must not be taken for one that has none. Elsewhere a proxy's own may be passed on.
     */
    private static boolean isUnreadable(RoutingContext context) {
        String given = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        return given != null
                && !BEARER.matcher(given).matches()
                && TOOLS.matcher(context.normalizedPath()).matches();
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
