package dev.earshot.testing;

import static io.restassured.RestAssured.given;

import dev.earshot.sandbox.TokenIssuer;
import io.restassured.specification.RequestSpecification;
import java.util.Set;

/** The callers of the application under test. */
public final class Api {
    public static final String CHATGPT_KEY = "test-key-of-chatgpt";
    public static final String CLAUDE_KEY = "test-key-of-claude";

    private Api() {}

    public static RequestSpecification chatgpt() {
        return given().header("X-API-Key", CHATGPT_KEY).contentType("application/json");
    }

    public static RequestSpecification claude() {
        return given().header("X-API-Key", CLAUDE_KEY).contentType("application/json");
    }

    public static RequestSpecification admin() {
        return bearer("alice", "admin");
    }

    public static RequestSpecification planner(String name) {
        return bearer(name, "planner");
    }

    /** Has a planner begin a conversation, and gives its id. */
    public static String conversation(RequestSpecification planner) {
        return planner.body("{}")
                .post("/chat/conversations")
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");
    }

    private static RequestSpecification bearer(String subject, String role) {
        return given().auth().oauth2(token(subject, role)).contentType("application/json");
    }

    public static String token(String subject, String role) {
        return issuer().token(subject, "earshot", Set.of(role), "");
    }

    public static TokenIssuer issuer() {
        return TokenIssuer.in(Surroundings.home());
    }
}
