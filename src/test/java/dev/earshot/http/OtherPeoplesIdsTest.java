package dev.earshot.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.common.Ids;
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
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An id reveals its existence to its owner only: to another user and to another platform, every route answers as for an
 * id that never existed. The routes are those of the OpenAPI document; a new resource must state here whose ids it has.
 */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class OtherPeoplesIdsTest {
    /** What differs from one answer to the next, whatever is asked. */
    private static final Set<String> PASSING = Set.of("date", "x-request-id", "ratelimit", "retry-after");

    private static final JsonObject RULE = new JsonObject("{\"all\":[{\"any\":[\"loc_ca\"]}]}");

    private final String secret = "secret-" + UUID.randomUUID();
    private JsonObject document;

    @BeforeEach
    void read() {
        Catalogue.ofASmallShop();
        document = new JsonObject(RestAssured.get("/q/openapi?format=json").asString());
    }

    @Test
    void every_route_answers_for_another_owners_id_as_for_one_that_never_was() {
        Map<String, String> owned = owned();
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
                                    alike(
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
        Map<String, String> owned = owned();
        RequestSpecification bob = Api.planner("bob");
        alike(
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
            alike(
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
                alike(
                        name,
                        session,
                        id -> request(
                                        other.get(),
                                        arguments.put("sessionId", id).encode())
                                .post("/tools/" + name));
                alike(
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
        assertThat(headers(used)).isEqualTo(headers(fresh));
        assertThat(used.asString()).doesNotContain(secret);
    }

    private interface Asking {
        Response of(String id);
    }

    private void alike(String what, String existing, Asking asking) {
        String never = existing.contains("_") && !existing.contains(secret)
                ? Ids.make(existing.substring(0, existing.indexOf('_')), Instant.now())
                : "user_never";
        Response real = asking.of(existing);
        Response none = asking.of(never);
        assertThat(real.statusCode()).as(what).isEqualTo(none.statusCode()).isBetween(200, 404);
        assertThat(headers(real)).as(what).isEqualTo(headers(none));
        assertThat(body(real, existing)).as(what).isEqualTo(body(none, never)).doesNotContain(secret);
    }

    private static String body(Response answer, String id) {
        return answer.asString().replace(id, "ID").replaceAll("req_[0-9a-z]{26}", "REQUEST");
    }

    private static Map<String, String> headers(Response answer) {
        return answer.headers().asList().stream()
                .filter(header -> !PASSING.contains(header.getName().toLowerCase()))
                .filter(header -> !header.getName().equalsIgnoreCase("content-length"))
                .filter(header -> !header.getName().equalsIgnoreCase("Mcp-Session-Id"))
                .collect(Collectors.toMap(
                        header -> header.getName().toLowerCase(),
                        io.restassured.http.Header::getValue,
                        (first, second) -> first + ", " + second,
                        TreeMap::new));
    }

    /**
     * An id of each resource, by the path that it stands behind; all of them belong to Ann, to chatgpt or to an admin.
     */
    private Map<String, String> owned() {
        Map<String, String> ids = new TreeMap<>();
        JsonObject reply = new JsonObject(Api.planner("ann")
                        .body(new JsonObject()
                                .put("content", "Hikers " + secret)
                                .encode())
                        .post("/chat/messages")
                        .then()
                        .statusCode(201)
                        .extract()
                        .asString())
                .getJsonObject("data");
        ids.put("/chat/conversations", reply.getString("conversationId"));
        ids.put("/chat/ui", reply.getString("conversationId"));
        ids.put("/chat/ag-ui", reply.getString("conversationId"));
        ids.put("/v1/models", "earshot");
        ids.put("/chat/messages", reply.getString("id"));
        Visit.of("user_" + secret);
        ids.put("/admin/customers", "user_" + secret);
        JsonArray deliveries = new JsonObject(Api.admin()
                        .get("/admin/deliveries?customer=user_" + secret)
                        .asString())
                .getJsonArray("data");
        ids.put("/admin/deliveries", deliveries.getJsonObject(0).getString("id"));
        ids.put(
                "/admin/api-keys",
                Api.admin()
                        .body("{\"platform\":\"gemini\",\"name\":\"" + secret + "\"}")
                        .post("/admin/api-keys")
                        .path("data.id"));
        ids.put("/admin/test-events", ids.get("/admin/deliveries"));
        ids.put("/taxonomy/signals", "loc_ca");
        ids.put("/admin/items", "tent-1");
        if (document.getJsonObject("paths").containsKey("/audiences")) {
            JsonObject audience = new JsonObject().put("name", secret).put("rule", RULE);
            ids.put(
                    "/audiences",
                    Api.planner("ann")
                            .body(audience.encode())
                            .post("/audiences")
                            .path("data.id"));
        }
        return ids;
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
