package dev.earshot.http.auth;

import static io.restassured.RestAssured.given;

import dev.earshot.sandbox.TokenIssuer;
import dev.earshot.testing.Api;
import io.restassured.response.ValidatableResponse;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** Calls of tools with bearer tokens. */
final class TokenCalls {
    private TokenCalls() {}

    static String token(String subject) {
        return Api.issuer().sign(claims(subject));
    }

    static JwtClaimsBuilder claims(String subject) {
        return Jwt.issuer(TokenIssuer.ISSUER)
                .subject(subject)
                .audience("earshot")
                .groups(Set.of())
                .claim("scope", "tools")
                .expiresIn(3600);
    }

    static ValidatableResponse call(String token, String tool, JsonObject arguments) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(arguments.encode())
                .post("/tools/" + tool)
                .then();
    }
}
