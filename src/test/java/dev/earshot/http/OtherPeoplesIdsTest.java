package dev.earshot.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.Api;
import dev.earshot.testing.Catalogue;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Mcp;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An id reveals its existence to its owner only: to another user and to another platform, every route answers as for an
 * id that never existed. The routes are those of the OpenAPI document; a new resource must state in {@link
 * OwnedIds} whose ids it has.
 */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class OtherPeoplesIdsTest {
    private final String secret = "secret-" + UUID.randomUUID();
    private final AnswerComparison answers = new AnswerComparison(secret);
    private JsonObject document;

    @BeforeEach
    void read() {
        Catalogue.ofASmallShop();
        document = new JsonObject(RestAssured.get("/q/openapi?format=json").asString());
    }

    @Test
    void every_route_answers_for_another_owners_id_as_for_one_that_never_was() {
        Map<String, String> owned = OwnedIds.of(secret, document);
        document.getJsonObject("paths").forEach(entry -> {
            String path = entry.getKey();
            if (!path.contains("{")) {
                return;
            }
            String id = owned.get(path.split("/\\{")[0]);
            assertThat(id).as("Whose are the ids of %s?", path).isNotNull();
            for (RequestSpecification other : strangers(path)) {
                ((JsonObject) entry.getValue())
                        .stream()
                                .filter(method -> method.getValue() instanceof JsonObject description
                                        && description.containsKey("responses"))
                                .forEach(method -> {
                                    String body = example((JsonObject) method.getValue());
                                    answers.alike(
                                            method.getKey() + " " + path,
                                            id,
                                            one -> request(other, body)
                                                    .request(method.getKey(), path.replaceAll("\\{[^}]+}", one)));
                                });
            }
        });
    }

    @Test
    void a_message_and_a_stream_in_another_owners_conversation_are_those_of_none() {
        Map<String, String> owned = OwnedIds.of(secret, document);
        RequestSpecification bob = Api.planner("bob");
        answers.alike(
                "prompt",
                owned.get("/chat/conversations"),
                id -> request(
                                bob,
                                new JsonObject()
                                        .put("conversationId", id)
                                        .put("content", "Hikers")
                                        .encode())
                        .post("/chat/messages"));
        String own = Api.conversation(Api.planner("bob"));
        for (String conversation : List.of(own, owned.get("/chat/conversations"))) {
            answers.alike(
                    "resume",
                    owned.get("/chat/messages"),
                    id -> request(bob, null)
                            .header("Last-Event-ID", id + "/0")
                            .get("/chat/conversations/" + conversation + "/stream"));
        }
    }

    @Test
    void a_session_is_unknown_to_another_platform_and_another_customer_over_rest_and_mcp() {
        String session = Visit.of("user_" + secret).sessionId();
        Supplier<RequestSpecification> customer =
                () -> given().auth().oauth2(Api.issuer().token("user_other", "earshot", Set.of(), "tools"));
        for (Supplier<RequestSpecification> other : List.<Supplier<RequestSpecification>>of(Api::claude, customer)) {
            for (JsonObject tool : Mcp.tools(other.get())) {
                String name = tool.getString("name");
                if (name.equals("start_session")) {
                    continue;
                }
                JsonObject arguments = new JsonObject(example(document.getJsonObject("paths")
                        .getJsonObject("/tools/" + name, new JsonObject())
                        .getJsonObject("post", new JsonObject())));
                if (arguments.isEmpty()) {
                    continue; // A tool that is configured here and not in the document; it goes the same way.
                }
                if (arguments.containsKey("customerId")) {
                    arguments.put("customerId", "user_other");
                }
                answers.alike(
                        name,
                        session,
                        id -> request(
                                        other.get(),
                                        arguments.put("sessionId", id).encode())
                                .post("/tools/" + name));
                answers.alike(
                        name + " over MCP",
                        session,
                        id -> Mcp.post(
                                other.get(),
                                "tools/call",
                                new JsonObject().put("name", name).put("arguments", arguments.put("sessionId", id))));
            }
        }
    }

    @Test
    void an_idempotency_key_of_another_platform_is_a_new_one() {
        request(Api.chatgpt(), "{\"customerId\":\"user_" + secret + "\"}")
                .header("Idempotency-Key", secret)
                .post("/tools/start_session")
                .then()
                .statusCode(200);
        Response used =
                request(Api.claude(), "{}").header("Idempotency-Key", secret).post("/tools/start_session");
        Response fresh = request(Api.claude(), "{}")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post("/tools/start_session");
        assertThat(used.statusCode()).isEqualTo(200);
        assertThat(AnswerComparison.headers(used)).isEqualTo(AnswerComparison.headers(fresh));
        assertThat(used.asString()).doesNotContain(secret);
    }

    /**
     * Callers without access: another planner for what planners own; callers without the role for shared and operators'
     * resources.
     */
    private static List<RequestSpecification> strangers(String path) {
        return path.startsWith("/taxonomy") || path.startsWith("/v1/models")
                ? List.of(Api.chatgpt(), Api.admin())
                : List.of(Api.planner("bob"), Api.chatgpt(), Api.claude());
    }

    private static RequestSpecification request(RequestSpecification caller, String body) {
        RequestSpecification request = given().spec(caller);
        return body == null ? request : request.contentType("application/json").body(body);
    }

    /** The document's own example of a body, if the route takes one. */
    private static String example(JsonObject description) {
        JsonObject type = description
                .getJsonObject("requestBody", new JsonObject())
                .getJsonObject("content", new JsonObject())
                .getJsonObject("application/json", new JsonObject());
        return type.getJsonObject("example", new JsonObject()).encode();
    }
}
