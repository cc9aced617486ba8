package dev.earshot.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import dev.earshot.sandbox.TokenIssuer;
import dev.earshot.testing.Api;
import dev.earshot.testing.Catalogue;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bearer tokens: which are accepted, and for which caller they speak. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class TokenTest {
    private final String customer = "user_" + UUID.randomUUID();

    @BeforeEach
    void items() {
        Catalogue.ofASmallShop();
    }

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
    void a_signed_in_customers_session_is_theirs_without_identify_customer() {
        call(token(customer), "start_session", new JsonObject())
                .statusCode(200)
                .body("data.customer.customerId", is(customer))
                .body("data.customer.anonymous", is(false));
    }

    @Test
    void a_customer_who_signs_in_on_the_way_takes_their_anonymous_session_with_them() {
        String program = Api.issuer().sign(claims("gpt-client").claim("client_id", "gpt-client"));
        String session = call(program, "start_session", new JsonObject())
                .statusCode(200)
                .body("data.customer.anonymous", is(true))
                .extract()
                .path("data.sessionId");

        call(
                        Api.issuer().sign(claims(customer).claim("azp", "gpt-client")),
                        "view_item",
                        new JsonObject().put("sessionId", session).put("itemId", "tent-1"))
                .statusCode(200);
        call(program, "get_customer_context", new JsonObject().put("sessionId", session))
                .body("data.customer.customerId", is(customer));
    }

    @Test
    void to_be_told_of_ones_own_context_changes_nothing_of_an_anonymous_session() {
        String program = Api.issuer().sign(claims("gpt-client").claim("client_id", "gpt-client"));
        String session =
                call(program, "start_session", new JsonObject()).extract().path("data.sessionId");
        JsonObject visit = new JsonObject().put("sessionId", session);

        call(Api.issuer().sign(claims(customer).claim("azp", "gpt-client")), "get_customer_context", visit)
                .statusCode(200)
                .body("data.customer.customerId", is(customer));
        call(program, "get_customer_context", visit).body("data.customer.anonymous", is(true));
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

    @Test
    void no_customer_speaks_for_another() {
        String other = "user_" + UUID.randomUUID();
        String session =
                call(token(other), "start_session", new JsonObject()).extract().path("data.sessionId");

        call(token(customer), "start_session", new JsonObject().put("customerId", other))
                .statusCode(403)
                .body("code", is("NOT_THIS_CUSTOMER"));
        String own = call(token(customer), "start_session", new JsonObject())
                .extract()
                .path("data.sessionId");
        call(
                        token(customer),
                        "identify_customer",
                        new JsonObject().put("sessionId", own).put("customerId", other))
                .statusCode(403);
        call(token(customer), "get_customer_context", new JsonObject().put("sessionId", session))
                .statusCode(404);
    }

    @Test
    void to_speak_for_another_customer_is_refused_in_the_same_way_when_it_is_tried_again() {
        String other = "user_" + UUID.randomUUID();
        JsonObject arguments = new JsonObject().put("customerId", other).put("idempotencyKey", "again-" + customer);

        for (int time = 0; time < 2; time++) {
            call(token(customer), "start_session", arguments).statusCode(403).body("code", is("NOT_THIS_CUSTOMER"));
        }
    }

    @Test
    void an_id_of_another_customer_or_platform_is_answered_like_one_that_never_was() {
        String theirs = call(token("user_" + UUID.randomUUID()), "start_session", new JsonObject())
                .extract()
                .path("data.sessionId");
        String platforms = Visit.anonymous().sessionId();
        String nobodys = "sess_" + "0".repeat(26);
        for (String tool : List.of(
                "identify_customer",
                "search_items",
                "view_item",
                "save_item",
                "complete_conversion",
                "get_customer_context")) {
            String expected = answer(tool, nobodys);
            assertThat(answer(tool, theirs)).as(tool).isEqualTo(expected);
            assertThat(answer(tool, platforms)).as(tool).isEqualTo(expected);
        }
    }

    /** Status and body, with what differs in every answer taken out. */
    private String answer(String tool, String sessionId) {
        JsonObject arguments = new JsonObject().put("sessionId", sessionId);
        switch (tool) {
            case "identify_customer" -> arguments.put("customerId", customer);
            case "search_items" -> arguments.put("query", "tent");
            case "complete_conversion" ->
                arguments.put("itemId", "tent-1").put("revenue", 1).put("currency", "USD");
            case "get_customer_context" -> {}
            default -> arguments.put("itemId", "tent-1");
        }
        Response answer = call(token(customer), tool, arguments).extract().response();
        JsonObject body = new JsonObject(answer.asString());
        body.remove("requestId");
        return answer.statusCode() + body.encode().replace(sessionId, "…");
    }

    private static String token(String subject) {
        return Api.issuer().sign(claims(subject));
    }

    private static JwtClaimsBuilder claims(String subject) {
        return Jwt.issuer(TokenIssuer.ISSUER)
                .subject(subject)
                .audience("earshot")
                .groups(Set.of())
                .claim("scope", "tools")
                .expiresIn(3600);
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

    private static ValidatableResponse call(String token, String tool, JsonObject arguments) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(arguments.encode())
                .post("/tools/" + tool)
                .then();
    }
}
