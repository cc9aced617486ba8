package dev.earshot.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Api;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** An installation below a prefix of a public host. */
abstract class InstalledEarshot {
    static final String METADATA = "/.well-known/oauth-protected-resource";

    static final Pattern NAMED = Pattern.compile("(?:from |import |src=|href=)['\"]([^'\"#]+\\.[a-z]+)['\"]");

    @ConfigProperty(name = "quarkus.oidc.auth-server-url")
    String issuer;

    void resource(String path, String resource) {
        given().get(path)
                .then()
                .statusCode(200)
                .body("resource", is(resource))
                .body("authorization_servers", hasItem(issuer));
    }

    RequestSpecification planner(String name) {
        return bearer(name).contentType("application/json");
    }

    RequestSpecification bearer(String subject) {
        return given().auth().oauth2(token(subject));
    }

    String token(String subject) {
        return Api.issuer()
                .sign(Jwt.issuer(issuer)
                        .subject(subject)
                        .audience(Installed.URL + "/mcp")
                        .groups(Set.of("planner"))
                        .claim("scope", "tools")
                        .expiresIn(300));
    }

    static RequestSpecification guessing() {
        return given().header("X-API-Key", "guessed").contentType("application/json");
    }
}
