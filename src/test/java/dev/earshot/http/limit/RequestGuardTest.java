package dev.earshot.http.limit;

import static dev.earshot.testing.Api.planner;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import dev.earshot.testing.Api;
import dev.earshot.testing.Management;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What is too much is turned away, with a word about when to come again. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(RequestGuardTest.Tight.class)
class RequestGuardTest {

    public static class Tight implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "earshot.limits.requests-per-second", "10",
                    "earshot.limits.visit-calls-per-minute", "4",
                    "earshot.limits.concurrent-requests", "3");
        }
    }

    @Test
    void a_body_that_is_too_large_is_refused_whether_or_not_it_says_so() throws Exception {
        String large = new JsonObject().put("entryPoint", "x".repeat(70_000)).encode();
        Api.chatgpt()
                .body(large)
                .post("/tools/start_session")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("code", is("BODY_TOO_LARGE"));
        try {
            assertThat(statusOf(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large.getBytes()))))
                    .isEqualTo(413);
        } catch (IOException hungUp) {
            // The answer may not get through to a client that is still sending when the connection is closed.
            assertThat(hungUp).isNotInstanceOf(HttpTimeoutException.class);
        }
    }

    /** It is answered while it is read, and was answered again after that, which failed. */
    @Test
    void a_body_that_turns_out_too_long_is_no_failure_of_ours() throws Exception {
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler handler = new StreamHandler() {
            @Override
            public void publish(LogRecord entry) {
                logged.add(entry.getMessage());
            }
        };
        Logger failures = Logger.getLogger("io.quarkus.vertx.http.runtime.QuarkusErrorHandler");
        failures.addHandler(handler);
        try {
            byte[] large = "x".repeat(200_000).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 5; i++) {
                try {
                    assertThat(statusOf(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))))
                            .isEqualTo(413);
                } catch (IOException hungUp) {
                    assertThat(hungUp).isNotInstanceOf(HttpTimeoutException.class);
                }
                Api.chatgpt().get("/tools").then().statusCode(200);
            }
        } finally {
            failures.removeHandler(handler);
        }
        assertThat(logged).isEmpty();
    }

    @Test
    void what_is_turned_away_is_counted_without_its_address() {
        given().urlEncodingEnabled(false)
                .get("/chat/conversations/conv_of_somebody%00")
                .then()
                .statusCode(400)
                .body("code", is("INVALID_INPUT"));
        assertThat(Management.metrics()).contains("uri=\"/refused\"").doesNotContain("conv_of_somebody");
    }

    /** Otherwise anyone could fill the metrics with addresses, of which they keep a hundred. */
    @Test
    void a_method_that_an_address_does_not_know_is_answered_with_those_that_it_knows() {
        planner("ann")
                .put("/chat/conversations/conv_of_someone")
                .then()
                .statusCode(405)
                .contentType("application/problem+json")
                .header("Allow", "DELETE, GET, HEAD, OPTIONS, PATCH");
        planner("ann").delete("/tools").then().statusCode(405).header("Allow", containsString("GET, HEAD"));
        planner("ann")
                .get("/audiences/aud_of_someone/activate")
                .then()
                .statusCode(405)
                .header("Allow", "OPTIONS, POST");
        given().options("/chat/messages/msg_of_someone/feedback").then().statusCode(200);

        assertThat(Management.metrics())
                .contains("uri=\"/refused\"", "uri=\"/options\"")
                .doesNotContain("_of_someone");
    }

    @Test
    void an_address_that_is_not_utf_8_or_not_encoded_is_refused() throws IOException {
        for (String end : List.of("/%ff", "/%ED%A0%80", "/%c0%af")) {
            assertThat(raw("/chat/conversations" + end + "?q=a"))
                    .as(end)
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "INVALID_INPUT", "The path must be UTF-8, percent-encoded")
                    .doesNotContain("\"errors\"");
        }
        for (String query : List.of("?q=%ff", "?limit=2&q=100%ff", "?q=%c0%af&limit=2")) {
            assertThat(raw("/chat/conversations" + query))
                    .as(query)
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "INVALID_INPUT", "X-Request-Id")
                    .contains("\"errors\":[{\"field\":\"q\",\"message\":\"must be UTF-8, percent-encoded\"}]");
        }
        for (String page : List.of("/", "/console/chat/", "/mcp", "/tools/openapi.json", "/nowhere")) {
            assertThat(raw(page + "?q=%ff")).as(page).contains("\"field\":\"q\"");
            assertThat(raw(page + "?%ff=q")).as(page).contains("The query must be UTF-8, percent-encoded");
        }
        assertThat(raw("/v1/models?q=%ff")).contains("application/json", "\"param\":\"q\"", "invalid_request_error");
        // Quarkus refuses what is no URI before any route is asked, with a status and no body.
        for (String end : List.of("/%", "/%4", "/%zz", "/x%", "?q=100%")) {
            assertThat(raw("/chat/conversations" + end)).as(end).startsWith("HTTP/1.1 400");
        }
    }

    /** A client of Java's would refuse the address itself. */
    private static String raw(String path) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_type_that_is_none_is_refused_and_an_empty_one_is_as_if_it_were_not_there() throws Exception {
        assertThat(typed("/admin/items/import", "garbage")).isEqualTo(415);
        assertThat(typed("/admin/items/import", "a/b/c")).isEqualTo(415);
        assertThat(typed("/admin/items/import", "application/x-ndjson; charset=utf-8;"))
                .isEqualTo(200);
        assertThat(typed("/admin/items/import", "")).isEqualTo(200);
    }

    private static int typed(String path, String type) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Authorization", "Bearer " + Api.token("root", "admin"))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(" "))
                .timeout(Duration.ofSeconds(20))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void deep_nesting_and_long_headers_are_refused() throws Exception {
        for (int depth : List.of(500, 20_000)) {
            String deep = "{\"profile\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
            assertThat(statusOf(BodyPublishers.ofString(deep))).isEqualTo(400);
        }
        assertThat(Api.chatgpt()
                        .header("X-Long", "x".repeat(20_000))
                        .get("/tools")
                        .statusCode())
                .isEqualTo(431);
    }

    @Test
    void a_caller_beyond_the_limit_learns_how_long_to_wait() {
        String token = Api.issuer().token("user_" + UUID.randomUUID(), "earshot", Set.of(), "tools");
        Response answer = given().auth().oauth2(token).get("/tools");
        answer.then()
                .statusCode(200)
                .header("RateLimit", matchesPattern("\"requests\";r=19;t=\\d+"))
                .header("RateLimit-Policy", is("\"requests\";q=20;w=2"));
        for (int i = 0; i < 500 && answer.statusCode() == 200; i++) {
            answer = given().auth().oauth2(token).get("/tools");
        }
        answer.then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", matchesPattern("\\d+"))
                .body("code", is("RATE_LIMITED"));
        given().auth()
                .oauth2(Api.issuer().token("user_other", "earshot", Set.of(), "tools"))
                .get("/tools")
                .then()
                .statusCode(200);
    }

    @Test
    void a_visit_that_calls_too_often_is_told_so_and_others_go_on() {
        Visit visit = Visit.anonymous();
        for (int i = 0; i < 4; i++) {
            visit.does("get_customer_context");
        }
        visit.call("get_customer_context")
                .statusCode(429)
                .header("Retry-After", matchesPattern("\\d+"))
                .body("code", is("VISIT_RATE_LIMITED"));
        Visit.anonymous().does("get_customer_context");
    }

    @Test
    void more_at_once_than_can_be_worked_on_is_turned_away_at_once() {
        List<Response> answers = IntStream.range(0, 40)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> Api.claude().body("{}").post("/tools/start_session"), task -> new Thread(task).start()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        List<Response> shed =
                answers.stream().filter(answer -> answer.statusCode() == 503).toList();
        assertThat(shed).isNotEmpty().allMatch(answer -> "1".equals(answer.header("Retry-After")));
        assertThat(shed.get(0).<String>path("code")).isEqualTo("OVERLOADED");
        Visit.anonymous();
    }

    /**
     * Without REST Assured, which knows how long a body is, and lays it out with gigabytes of indentation when it is
     * deep.
     */
    private static int statusOf(BodyPublisher body) throws Exception {
        HttpRequest start = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/tools/start_session"))
                .header("X-API-Key", Api.CHATGPT_KEY)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .POST(body)
                .build();
        return HttpClient.newHttpClient().send(start, BodyHandlers.ofString()).statusCode();
    }

    @Test
    void a_compressed_body_is_refused_as_such() throws Exception {
        for (String path : List.of("/tools/start_session", "/chat/messages", "/admin/items/import")) {
            HttpResponse<String> refused = sent(path, "gzip", gzip("{}"));
            assertThat(refused.statusCode()).as(path).isEqualTo(415);
            assertThat(refused.body()).contains("UNSUPPORTED_ENCODING");
            assertThat(refused.headers().firstValue("Accept-Encoding")).contains("identity");
        }
    }

    private static HttpResponse<String> sent(String path, String encoding, byte[] body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", path.endsWith("import") ? "application/x-ndjson" : "application/json")
                .header("Accept", "application/json, text/event-stream")
                .header("Content-Encoding", encoding)
                .POST(BodyPublishers.ofByteArray(body));
        if (path.startsWith("/tools") || path.equals("/mcp")) {
            request.header("X-API-Key", Api.CHATGPT_KEY);
        } else {
            String role = path.startsWith("/admin") ? "admin" : "planner";
            request.header("Authorization", "Bearer " + Api.token("packer_" + UUID.randomUUID(), role));
        }
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request.build(), BodyHandlers.ofString());
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }
}
