package dev.earshot.testing;

import static io.restassured.RestAssured.given;

import dev.earshot.sandbox.TokenIssuer;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The callers of the application under test. */
public final class Api {
    public static final String CHATGPT_KEY = "test-key-of-chatgpt";
    public static final String CLAUDE_KEY = "test-key-of-claude";

    /** Those made so far: to sign one takes longer than most requests. */
    private static final Map<List<String>, String> TOKENS = new ConcurrentHashMap<>();

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
        String answer = planner.body("{}")
                .post("/chat/conversations")
                .then()
                .statusCode(201)
                .extract()
                .asString();
        return new JsonObject(answer).getJsonObject("data").getString("id");
    }

    private static RequestSpecification bearer(String subject, String role) {
        return given().auth().oauth2(token(subject, role)).contentType("application/json");
    }

    public static String token(String subject, String role) {
        return TOKENS.computeIfAbsent(
                List.of(subject, role), key -> issuer().token(subject, "earshot", Set.of(role), ""));
    }

    public static TokenIssuer issuer() {
        return TokenIssuer.in(Surroundings.home());
    }
}
