package dev.earshot.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Access tokens with the claims that each identity provider documents; see {@code docs/identity}. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(Installed.class)
class ProviderTokensTest {
    @ConfigProperty(name = "quarkus.oidc.auth-server-url")
    String issuer;

    @Test
    void keycloaks_groups_by_their_full_path_give_roles_and_its_audience_may_be_one_of_several() {
        JwtClaimsBuilder claims = claims("f3a0c1d2-1b9e-4b7a-8f0e-5f1f6a1c2d3e")
                .audience(java.util.Set.of("earshot", "account"))
                .claim("typ", "Bearer")
                .claim("azp", "earshot-console")
                .claim("sid", UUID.randomUUID().toString())
                .claim("acr", "1")
                .claim("realm_access", Map.of("roles", List.of("offline_access", "uma_authorization")))
                .claim("resource_access", Map.of("account", Map.of("roles", List.of("manage-account"))))
                .claim("scope", "openid profile tools")
                .claim("preferred_username", "paula");

        plans(claims.claim("groups", List.of("/planner"))).statusCode(200);
        administers(claims.claim("groups", List.of("/planner"))).statusCode(403);
        administers(claims.claim("groups", List.of("/admin", "/planner"))).statusCode(200);
        callsTools(claims).statusCode(200);
    }

    @Test
    void a_group_below_another_gives_no_role() {
        plans(claims("someone").audience("earshot").claim("groups", List.of("/team/planner", "/", "planner/")))
                .statusCode(403);
    }

    @Test
    void keycloaks_realm_roles_count_where_the_setting_names_them() {
        plans(claims("someone")
                        .audience("earshot")
                        .claim("realm_access", Map.of("roles", List.of("planner", "offline_access"))))
                .statusCode(200);
    }

    @Test
    void entras_app_roles_and_scp_are_read() {
        JwtClaimsBuilder claims = claims("AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ")
                .audience("api://earshot")
                .claim("azp", "6731de76-14a6-49ae-97bc-6eba6914391e")
                .claim("azpacr", "0")
                .claim("oid", "690222be-ff1a-4d56-abd1-7e4f7d38e474")
                .claim("tid", "fa15d692-e9c7-4460-a743-29f2956fd429")
                .claim("ver", "2.0")
                .claim("groups", List.of("3ca56a3c-5d0c-4f4e-8f0a-9d4b7d9e5a11"))
                .claim("scp", "access tools");

        callsTools(claims).statusCode(200);
        plans(claims).statusCode(403);
        plans(claims.claim("roles", List.of("planner"))).statusCode(200);
    }

    @Test
    void entras_token_of_a_program_has_a_role_and_no_scope_and_speaks_for_the_platform() {
        String id = "1c6f0c3e-6f3a-4a52-9f57-6d7d3f3a9c10";
        JwtClaimsBuilder claims = claims(id)
                .audience("api://earshot")
                .claim("azp", "6731de76-14a6-49ae-97bc-6eba6914391e")
                .claim("azpacr", "1")
                .claim("oid", id)
                .claim("idtyp", "app");

        // Every program of the tenant can get a token for us; without a role it may do nothing.
        callsTools(claims).statusCode(403);
        callsTools(claims.claim("roles", List.of("platform")))
                .statusCode(200)
                .body("data.customer.anonymous", is(true));
    }

    @Test
    void auth0s_audiences_are_a_list_and_its_roles_a_claim_with_a_namespace() {
        JwtClaimsBuilder claims = claims("auth0|507f1f77bcf86cd799439011")
                .audience(java.util.Set.of("earshot", "https://tenant.eu.auth0.com/userinfo"))
                .claim("azp", "my_client_id")
                .claim("scope", "openid profile tools");

        callsTools(claims).statusCode(200).body("data.customer.customerId", is("auth0|507f1f77bcf86cd799439011"));
        plans(claims.claim("https://shop.example/roles", List.of("planner"))).statusCode(200);
        callsTools(claims("my_client_id@clients")
                        .audience("earshot")
                        .claim("azp", "my_client_id")
                        .claim("gty", "client-credentials")
                        .claim("scope", "tools"))
                .statusCode(200)
                .body("data.customer.anonymous", is(true));
    }

    @Test
    void oktas_scp_is_a_list_and_its_client_is_called_cid() {
        JwtClaimsBuilder claims = claims("paula@shop.example")
                .audience("earshot")
                .claim("ver", 1)
                .claim("jti", "AT.0mP4JKAZX1iACIT4vbEDF7LpvDVjxypPMf0D7uX39RE")
                .claim("cid", "0oa8o4zaaBOFaXCKG0g3")
                .claim("uid", "00u8o3bisCGr2cCUh0g3")
                .claim("scp", List.of("openid", "tools"))
                .claim("groups", List.of("Everyone", "planner"));

        callsTools(claims).statusCode(200).body("data.customer.customerId", is("paula@shop.example"));
        plans(claims).statusCode(200);
        callsTools(claims("0oa8o4zaaBOFaXCKG0g3")
                        .audience("earshot")
                        .claim("cid", "0oa8o4zaaBOFaXCKG0g3")
                        .claim("scp", List.of("tools")))
                .statusCode(200)
                .body("data.customer.anonymous", is(true));
    }

    @Test
    void a_token_for_the_address_of_the_resource_is_for_us_and_one_for_another_address_is_not() {
        for (String ours : List.of(Installed.URL, Installed.URL + "/", Installed.URL + "/mcp")) {
            callsTools(claims("someone").audience(ours).claim("scope", "tools")).statusCode(200);
        }
        for (String other :
                List.of("https://shop.example", "https://evil.example/mcp", "https://shop.example/earshot/x")) {
            callsTools(claims("someone").audience(other).claim("scope", "tools"))
                    .statusCode(401);
        }
        given().header("Host", "localhost")
                .auth()
                .oauth2(sign(claims("someone").audience("http://localhost/mcp").claim("scope", "tools")))
                .get("/tools")
                .then()
                .statusCode(401);
        callsTools(claims("someone").claim("scope", "tools")).statusCode(401);
    }

    @Test
    void clocks_that_differ_by_ten_seconds_matter_to_no_token() {
        Instant now = Instant.now();
        callsTools(someone().claim("nbf", now.plusSeconds(10).getEpochSecond())).statusCode(200);
        callsTools(someone().issuedAt(now.plusSeconds(10))).statusCode(200);
        callsTools(someone().issuedAt(now.minusSeconds(300)).expiresAt(now.minusSeconds(10)))
                .statusCode(200);
        callsTools(someone().claim("nbf", now.plusSeconds(60).getEpochSecond())).statusCode(401);
        callsTools(someone().issuedAt(now.minusSeconds(300)).expiresAt(now.minusSeconds(60)))
                .statusCode(401);
    }

    private JwtClaimsBuilder someone() {
        return claims("someone").audience("earshot").claim("scope", "tools");
    }

    private JwtClaimsBuilder claims(String subject) {
        return Jwt.issuer(issuer).subject(subject).expiresIn(Duration.ofMinutes(5));
    }

    private static String sign(JwtClaimsBuilder claims) {
        return Api.issuer().sign(claims);
    }

    private static ValidatableResponse plans(JwtClaimsBuilder claims) {
        return given().auth().oauth2(sign(claims)).get("/chat/conversations").then();
    }

    private static ValidatableResponse administers(JwtClaimsBuilder claims) {
        return given().auth().oauth2(sign(claims)).get("/admin/api-keys").then();
    }

    private static ValidatableResponse callsTools(JwtClaimsBuilder claims) {
        return given().auth()
                .oauth2(sign(claims))
                .contentType("application/json")
                .body("{}")
                .post("/tools/start_session")
                .then();
    }
}
