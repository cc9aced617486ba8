package dev.earshot.tool.mcp;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.Api;
import dev.earshot.testing.Mcp;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A person who looks around without credentials, and may sign in on the way. */
abstract class AnonymousVisitor {
    static final String CHALLENGE = "mcp/www_authenticate";

    @ConfigProperty(name = "quarkus.oidc.auth-server-url")
    String issuer;

    static String start() {
        return anonymous("start_session", new JsonObject()).getString("sessionId");
    }

    static JsonObject anonymous(String tool, JsonObject arguments) {
        return assertSucceeds(Mcp.call(given(), tool, arguments));
    }

    static JsonObject of(String session) {
        return new JsonObject().put("sessionId", session);
    }

    static JsonObject assertSucceeds(JsonObject result) {
        assertThat(result.getBoolean("isError")).as(result.encode()).isFalse();
        return result.getJsonObject("structuredContent");
    }

    static void assertIsChallenged(JsonObject result) {
        assertThat(problem(result)).isEqualTo("UNAUTHENTICATED");
        JsonArray challenges = result.getJsonObject("_meta").getJsonArray(CHALLENGE);
        assertThat(challenges).hasSize(1);
        assertThat(challenges.getString(0)).contains("error=", "error_description=", "resource_metadata=");
    }

    static String problem(JsonObject result) {
        assertThat(result.getBoolean("isError")).as(result.encode()).isTrue();
        return Mcp.text(result).getString("code");
    }

    RequestSpecification signedIn(String subject) {
        return token(claims(subject).claim("azp", "an-app").claim("scope", "tools"));
    }

    static RequestSpecification token(JwtClaimsBuilder claims) {
        return given().auth().oauth2(Api.issuer().sign(claims));
    }

    JwtClaimsBuilder claims(String subject) {
        return Jwt.issuer(issuer).subject(subject).audience("earshot").expiresIn(Duration.ofMinutes(5));
    }
}
