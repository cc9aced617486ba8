package dev.earshot.tool.mcp;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.earshot.testing.Api;
import dev.earshot.testing.Mcp;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** MCP's streamable HTTP without sessions, judged by the text of the specification ("Transports", 2025-11-25). */
@QuarkusTest
@WithTestResource(Surroundings.class)
class McpTransportTest {
    private static final String BOTH = "application/json, text/event-stream";
    private static final JsonObject HANDSHAKE = new JsonObject()
            .put("protocolVersion", "2025-11-25")
            .put("capabilities", new JsonObject())
            .put("clientInfo", new JsonObject().put("name", "test").put("version", "1"));

    @Inject
    Pool pool;

    @Test
    void no_session_id_is_given_out_or_obeyed() {
        Response answer = Mcp.post(Api.chatgpt(), "initialize", HANDSHAKE);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("Mcp-Session-Id")).isNull();
        assertThat(answer.<String>path("result.instructions")).contains("start_session");
        Mcp.post(Api.chatgpt().header("Mcp-Session-Id", "of-another-replica"), "ping", new JsonObject())
                .then()
                .statusCode(200)
                .header("Mcp-Session-Id", nullValue());
    }

    @Test
    void notifications_and_answers_are_accepted_without_a_word() {
        for (String message : new String[] {
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":99}}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/made-up\",\"params\":{\"x\":1}}",
            "{\"jsonrpc\":\"2.0\",\"id\":5,\"result\":{}}"
        }) {
            post(message).statusCode(202).body(is(emptyString()));
        }
    }

    @Test
    void there_is_no_stream_to_open_and_no_session_to_end() {
        Api.chatgpt().get("/mcp").then().statusCode(405).header("Allow", is("POST"));
        Api.chatgpt().delete("/mcp").then().statusCode(405).header("Allow", is("POST"));
    }

    @Test
    void an_unknown_version_of_the_protocol_is_refused_and_the_known_ones_are_named() {
        spec().header("MCP-Protocol-Version", "1999-01-01")
                .body(ping(1))
                .post("/mcp")
                .then()
                .statusCode(400)
                .body("error.message", containsString("2025-11-25"));
        spec().header("MCP-Protocol-Version", "2025-06-18")
                .body(ping(1))
                .post("/mcp")
                .then()
                .statusCode(200);
    }

    @Test
    void a_client_that_does_not_accept_both_types_is_told_so() {
        for (String accept : new String[] {"application/json", "text/event-stream", "text/html"}) {
            given().spec(Api.chatgpt())
                    .accept(accept)
                    .body(ping(1))
                    .post("/mcp")
                    .then()
                    .statusCode(406)
                    .body("error.message", containsString("text/event-stream"));
        }
        given().spec(Api.chatgpt())
                .accept("*/*")
                .body(ping(1))
                .post("/mcp")
                .then()
                .statusCode(200);
    }

    @Test
    void an_error_keeps_the_id_of_its_message_whatever_is_wrong_with_the_rest() {
        post("{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"tools/call\"}")
                .statusCode(200)
                .body("id", is("a"))
                .body("error.code", is(-32602));
        post("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\","
                        + "\"params\":{\"name\":\"fetch\",\"arguments\":\"x\"}}")
                .statusCode(200)
                .body("id", is(7))
                .body("error.code", is(-32602));
        post("{\"jsonrpc\":\"2.0\",\"id\":8,\"method\":\"made/up\"}")
                .statusCode(200)
                .body("id", is(8))
                .body("error.code", is(-32601));
        post("{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":7}").statusCode(400).body("id", is(9));
        post("[[").statusCode(400).body("error.code", is(-32700)).body("$", not(org.hamcrest.Matchers.hasKey("id")));
    }

    @Test
    void several_messages_in_a_request_are_for_clients_of_versions_that_have_them() {
        String two = "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"},"
                + "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}]";
        for (String version : List.of("2025-06-18", "2025-11-25")) {
            spec().header("MCP-Protocol-Version", version)
                    .body(two)
                    .post("/mcp")
                    .then()
                    .statusCode(400)
                    .body("error.code", is(-32600))
                    .body("error.message", containsString("batches"));
        }
        spec().header("MCP-Protocol-Version", "2025-03-26")
                .body(two)
                .post("/mcp")
                .then()
                .statusCode(200);
        post(two).statusCode(200);
    }

    @Test
    void a_cancelled_call_is_not_answered() {
        SqlConnection holder = pool.getConnectionAndAwait();
        Transaction holding = holder.beginAndAwait();
        holder.query("lock table session in exclusive mode").executeAndAwait();
        CompletableFuture<Response> call = CompletableFuture.supplyAsync(
                () -> spec().body("{\"jsonrpc\":\"2.0\",\"id\":\"cancelled-call\",\"method\":\"tools/call\","
                                + "\"params\":{\"name\":\"start_session\"}}")
                        .post("/mcp"));
        await().until(this::aCallWaits);
        post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\","
                        + "\"params\":{\"requestId\":\"cancelled-call\"}}")
                .statusCode(202);

        assertThat(call.orTimeout(20, TimeUnit.SECONDS).join().asString()).doesNotContain("jsonrpc");
        holding.rollbackAndAwait();
        holder.closeAndAwait();
    }

    /** As of two assistants behind one address with one key, both of which count from 1. */
    @Test
    void of_calls_that_share_an_id_none_is_cancelled_until_all_have_ended() {
        SqlConnection holder = pool.getConnectionAndAwait();
        Transaction holding = holder.beginAndAwait();
        try {
            holder.query("lock table session in exclusive mode").executeAndAwait();
            CompletableFuture<Response> first = startedWithSharedId();
            await().until(() -> waiting() == 1);
            post("{\"jsonrpc\":\"2.0\",\"id\":\"shared\",\"method\":\"ping\"}").statusCode(200);
            CompletableFuture<Response> last = startedWithSharedId();
            await().until(() -> waiting() == 2);
            post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":\"shared\"}}")
                    .statusCode(202);
            holding.rollbackAndAwait();

            for (CompletableFuture<Response> call : List.of(first, last)) {
                assertThat(call.orTimeout(20, TimeUnit.SECONDS).join().asString())
                        .contains("sessionId");
            }
        } finally {
            holder.closeAndAwait();
        }
    }

    private CompletableFuture<Response> startedWithSharedId() {
        return CompletableFuture.supplyAsync(
                () -> spec().body("{\"jsonrpc\":\"2.0\",\"id\":\"shared\",\"method\":\"tools/call\","
                                + "\"params\":{\"name\":\"start_session\"}}")
                        .post("/mcp"));
    }

    private boolean aCallWaits() {
        return waiting() > 0;
    }

    private int waiting() {
        String waiting = "select from pg_locks where not granted and relation = 'session'::regclass";
        return pool.query(waiting).executeAndAwait().size();
    }

    @Test
    void a_call_of_another_caller_is_not_cancelled() throws Exception {
        CompletableFuture<Response> call = CompletableFuture.supplyAsync(
                () -> Mcp.post(Api.chatgpt(), "tools/call", new JsonObject().put("name", "start_session")));
        while (!call.isDone()) {
            spec(Api.planner("ann"))
                    .body("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}")
                    .post("/mcp")
                    .then()
                    .statusCode(202);
        }
        assertThat(call.get().asString()).contains("sessionId");
    }

    @Test
    void wrong_credentials_are_refused_at_once_whatever_the_message_is() {
        for (String message : new String[] {"../..", "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"ping\"}", "[]"}) {
            for (RequestSpecification caller : List.of(
                    given().header("X-API-Key", "guessed"), given().auth().oauth2("no.such.token"))) {
                spec(caller)
                        .body(message)
                        .post("/mcp")
                        .then()
                        .statusCode(401)
                        .header("WWW-Authenticate", containsString("resource_metadata="));
            }
        }
    }

    @Test
    void without_a_token_of_openais_there_is_no_challenge_to_read() {
        given().get("/.well-known/openai-apps-challenge").then().statusCode(404);
    }

    private static String ping(int id) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}";
    }

    private static ValidatableResponse post(String message) {
        return spec().body(message).post("/mcp").then();
    }

    private static RequestSpecification spec() {
        return spec(Api.chatgpt());
    }

    private static RequestSpecification spec(RequestSpecification caller) {
        return given().spec(caller).contentType("application/json").accept(BOTH);
    }
}
