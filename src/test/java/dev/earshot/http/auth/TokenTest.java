package dev.earshot.http.auth;

import static dev.earshot.http.auth.TokenCalls.call;
import static dev.earshot.http.auth.TokenCalls.claims;
import static dev.earshot.http.auth.TokenCalls.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import dev.earshot.sandbox.TokenIssuer;
import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.jwt.build.Jwt;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Which bearer tokens are accepted, and what is said of the others. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class TokenTest {
    private final String customer = "user_" + UUID.randomUUID();

    @Test
    void a_token_that_is_not_for_us_is_refused_and_told_where_to_get_one() {
        String good = Api.issuer().sign(claims(customer));
        Map<String, String> refused = Map.of(
                "wrong audience", Api.issuer().sign(claims(customer).audience("somebody-else")),
                "expired",
                        Api.issuer()
                                .sign(claims(customer).expiresAt(Instant.now().minusSeconds(120))),
                "foreign issuer", Api.issuer().sign(claims(customer).issuer("https://evil.example")),
                "foreign key", TokenIssuer.in(Path.of("target", "foreign")).sign(claims(customer)),
                "unsigned", unsigned(good),
                "signed with the public key", hmacSigned(),
                "cut off", good.substring(0, good.length() - 4),
                "nonsense", "x.y.z");

        call(good, "start_session", new JsonObject()).statusCode(200);
        refused.forEach((why, token) -> call(token, "start_session", new JsonObject())
                .statusCode(401)
                .body("code", is("UNAUTHENTICATED"))
                .header("WWW-Authenticate", containsString("error=\"invalid_token\""))
                .header("WWW-Authenticate", containsString("resource_metadata=\"http")));
    }

    @Test
    void a_token_without_the_role_or_scope_is_told_which_scope_it_lacks() {
        given().auth()
                .oauth2(Api.token("bob", "planner"))
                .contentType("application/json")
                .body("{}")
                .post("/tools/start_session")
                .then()
                .statusCode(403)
                .header("WWW-Authenticate", containsString("error=\"insufficient_scope\", scope=\"tools\""));
        for (String path : List.of("/admin/api-keys", "/admin/items/import")) {
            assertThat(given().auth()
                            .oauth2(Api.token("bob", "planner"))
                            .contentType("application/x-ndjson")
                            .body(new byte[0])
                            .post(path)
                            .statusCode())
                    .isIn(403, 415);
        }
    }

    @Test
    void the_metadata_names_the_token_issuer() {
        given().get("/.well-known/oauth-protected-resource")
                .then()
                .statusCode(200)
                .body("authorization_servers", is(List.of(TokenIssuer.ISSUER)))
                .body("scopes_supported", is(List.of("tools")));
        given().get("/.well-known/oauth-protected-resource/mcp").then().body("resource", endsWith("/mcp"));
    }

    @Test
    void a_token_without_a_subject_is_refused() {
        String nobodys = Api.issuer()
                .sign(Jwt.issuer(TokenIssuer.ISSUER)
                        .audience("earshot")
                        .groups(Set.of("planner"))
                        .claim("scope", "tools")
                        .expiresIn(3600));

        call(nobodys, "start_session", new JsonObject()).statusCode(401);
        given().auth().oauth2(nobodys).get("/chat/conversations").then().statusCode(401);
    }

    private static String unsigned(String token) {
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
        return header + "." + token.split("\\.")[1] + ".";
    }

    private String hmacSigned() {
        String publicKey = Api.issuer().settings().get("EARSHOT_JWT_PUBLIC_KEY");
        return claims(customer).jws().sign(new SecretKeySpec(publicKey.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    }
}
