package dev.earshot.testing.stub;

import dev.earshot.sandbox.TokenIssuer;
import dev.earshot.testing.Api;
import io.smallrye.jwt.build.Jwt;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An identity provider as far as a page needs one: authorization code with PKCE for one public client; every login is
 * the same person.
 */
public final class IdentityProvider extends Stub {
    public static final String CLIENT = "console";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final TokenIssuer signer = Api.issuer();
    private final Map<String, String> challenges = new ConcurrentHashMap<>();
    /** What its name ends with, beside its address: a slash, for one. */
    private final String ending;

    private volatile String name;
    private volatile boolean renews;
    private volatile int logins;
    private volatile int renewals;

    private IdentityProvider(String ending) {
        this.ending = ending;
    }

    public static IdentityProvider started() {
        return started("");
    }

    /** One with a name that ends like this, as Auth0's does with a slash. */
    public static IdentityProvider started(String ending) {
        IdentityProvider provider = new IdentityProvider(ending);
        provider.start();
        return provider;
    }

    /** The same, which calls itself by the name that it has behind a proxy. */
    public static IdentityProvider startedAs(String name) {
        IdentityProvider provider = started();
        provider.name = name;
        return provider;
    }

    public int port() {
        return URI.create(super.url()).getPort();
    }

    @Override
    public String url() {
        return name == null ? super.url() : name;
    }

    /** The settings with which an application trusts it, and logs people in there. */
    public Map<String, String> settings() {
        return Map.of("EARSHOT_OIDC_ISSUER", issuer(), "EARSHOT_CONSOLE_CLIENT_ID", CLIENT);
    }

    /** What its tokens call it. */
    public String issuer() {
        return url() + ending;
    }

    /** Whether tokens come with the means to get another one. */
    public void renews(boolean does) {
        renews = does;
    }

    public int logins() {
        return logins;
    }

    public int renewals() {
        return renewals;
    }

    public void end() {
        stop();
    }

    @Override
    void handle(HttpServerRequest request) {
        request.response().putHeader("Access-Control-Allow-Origin", "*");
        switch (request.path()) {
            case "/.well-known/openid-configuration" -> answer(request, metadata());
            case "/jwks" -> answer(request, keys());
            case "/authorize" -> authorize(request);
            case "/token" -> {
                request.setExpectMultipart(true);
                request.endHandler(read -> token(request, request.formAttributes()));
            }
            default -> request.response().setStatusCode(404).end();
        }
    }

    private JsonObject metadata() {
        return new JsonObject()
                .put("issuer", issuer())
                .put("authorization_endpoint", url() + "/authorize")
                .put("token_endpoint", url() + "/token")
                .put("jwks_uri", url() + "/jwks")
                .put("response_types_supported", List.of("code"))
                .put("code_challenge_methods_supported", List.of("S256"));
    }

    private JsonObject keys() {
        try {
            byte[] encoded = Base64.getDecoder().decode(signer.settings().get("EARSHOT_JWT_PUBLIC_KEY"));
            RSAPublicKey key =
                    (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
            return new JsonObject()
                    .put(
                            "keys",
                            new JsonArray()
                                    .add(new JsonObject()
                                            .put("kty", "RSA")
                                            .put("use", "sig")
                                            .put("alg", "RS256")
                                            .put("n", unsigned(key.getModulus()))
                                            .put("e", unsigned(key.getPublicExponent()))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return BASE64.encodeToString(bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private void authorize(HttpServerRequest request) {
        boolean sound = "code".equals(request.getParam("response_type"))
                && CLIENT.equals(request.getParam("client_id"))
                && "S256".equals(request.getParam("code_challenge_method"))
                && request.getParam("code_challenge") != null;
        if (!sound) {
            request.response().setStatusCode(400).end("invalid_request");
            return;
        }
        String code = UUID.randomUUID().toString();
        challenges.put(code, request.getParam("code_challenge"));
        request.response()
                .setStatusCode(302)
                .putHeader(
                        "Location",
                        request.getParam("redirect_uri") + "?code=" + code + "&state=" + request.getParam("state"))
                .end();
    }

    private void token(HttpServerRequest request, MultiMap form) {
        boolean renewal = "refresh_token".equals(form.get("grant_type"));
        boolean sound = renewal ? "renew".equals(form.get("refresh_token")) : isProven(form);
        if (!sound) {
            request.response().setStatusCode(400);
            answer(request, new JsonObject().put("error", "invalid_grant"));
            return;
        }
        if (renewal) {
            renewals++;
        } else {
            logins++;
        }
        JsonObject tokens = new JsonObject().put("access_token", token()).put("token_type", "Bearer");
        answer(request, renews ? tokens.put("refresh_token", "renew") : tokens);
    }

    private boolean isProven(MultiMap form) {
        try {
            String verifier = form.get("code_verifier");
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return BASE64.encodeToString(hash).equals(challenges.remove(form.get("code")));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it lets people in with. */
    public String token() {
        return signer.sign(Jwt.issuer(issuer())
                .subject("paula")
                .audience("earshot")
                .groups(Set.of("planner", "admin", "platform"))
                .claim("preferred_username", "Paula")
                .claim("scope", "openid tools")
                .expiresIn(Duration.ofHours(1)));
    }

    private static void answer(HttpServerRequest request, JsonObject body) {
        request.response().putHeader("Content-Type", "application/json").end(body.encode());
    }
}
