package dev.earshot.tool.mcp;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.earshot.testing.Api;
import dev.earshot.testing.Mcp;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which callers and messages MCP's address accepts. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class McpEndpointTest {
    @Test
    void a_bearer_token_opens_it_and_speaks_for_its_customer() {
        String customer = "user_" + UUID.randomUUID();
        RequestSpecification signedIn =
                given().auth().oauth2(Api.issuer().token(customer, "earshot", Set.of(), "tools"));
        JsonObject params = new JsonObject()
                .put("name", "start_session")
                .put("arguments", new JsonObject())
                .put("_meta", new JsonObject().put("openai/subject", "v1/somebody-else"));
        JsonObject answer = Mcp.result(signedIn, "tools/call", params).getJsonObject("structuredContent");
        assertThat(answer.getJsonObject("customer").getString("customerId")).isEqualTo(customer);
    }

    @Test
    void without_credentials_a_client_is_told_where_to_get_them() {
        Mcp.post(given(), "tools/list", new JsonObject())
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("/.well-known/oauth-protected-resource/mcp\""));
        Mcp.post(given().auth().oauth2(Api.token("bob", "admin")), "tools/list", new JsonObject())
                .then()
                .statusCode(403)
                .header("WWW-Authenticate", containsString("insufficient_scope"));
        Mcp.post(given().header("X-API-Key", "guessed"), "tools/list", new JsonObject())
                .then()
                .statusCode(401);
    }

    @Test
    void a_foreign_origin_is_refused() {
        Mcp.post(Api.chatgpt().header("Origin", "https://evil.example"), "tools/list", new JsonObject())
                .then()
                .statusCode(403);
    }

    @Test
    void a_message_of_the_wrong_shape_is_the_callers_mistake() {
        for (String message : List.of(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":\"x\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":null}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":"
                        + "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{}}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}",
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":true,\"method\":\"ping\"}",
                "{}",
                "7",
                "[]")) {
            assertThat(refusal(message)).as(message).isEqualTo(-32600);
        }
        assertThat(refusal("[[")).as("What is no JSON at all").isEqualTo(-32700);
    }

    private static int refusal(String message) {
        Response answer = Api.chatgpt()
                .accept("application/json, text/event-stream")
                .body(message)
                .post("/mcp");
        assertThat(answer.statusCode()).as(message).isEqualTo(400);
        return answer.path("error.code");
    }

    @Test
    void a_method_that_there_is_not_is_said_to_be_missing_and_which_message_asked() {
        for (String parameters : List.of("", ",\"params\":{}")) {
            Response answer = Api.chatgpt()
                    .accept("application/json, text/event-stream")
                    .body("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"resources/browse\"" + parameters + "}")
                    .post("/mcp");
            assertThat(answer.<Integer>path("error.code")).isEqualTo(-32601);
            assertThat(answer.<Integer>path("id")).isEqualTo(7);
        }
    }

    @Test
    void the_older_transport_is_not_served_unless_asked_for() {
        for (String path : new String[] {"/mcp/sse", "/mcp/messages/made-up"}) {
            Api.chatgpt().get(path).then().statusCode(404);
            Api.chatgpt().body("{}").post(path).then().statusCode(404);
        }
    }
}
