package dev.earshot.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.earshot.testing.Api;
import dev.earshot.testing.Catalogue;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.stub.InsightarcStub;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Headers and answers for browsers, and what never leaves the server. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class WebSafetyTest {
    InsightarcStub insightarc;

    @Test
    void answers_say_that_they_are_not_to_be_framed_sniffed_or_stored_and_not_what_made_them() {
        for (Response answer : List.of(
                Api.chatgpt().get("/tools"),
                given().get("/tools"),
                Api.admin().get("/admin/api-keys"),
                given().get("/nothing/here"))) {
            answer.then()
                    .header("X-Content-Type-Options", is("nosniff"))
                    .header("Content-Security-Policy", is("frame-ancestors 'none'"))
                    .header("Server", nullValue())
                    .header("X-Powered-By", nullValue());
        }
        Api.chatgpt().get("/tools").then().header("Cache-Control", is("no-store"));
    }

    @Test
    void what_is_turned_away_keeps_the_callers_request_id() {
        given().urlEncodingEnabled(false)
                .header("X-Request-Id", "ours-1")
                .get("/chat/conversations/conv_1%00")
                .then()
                .statusCode(400)
                .header("X-Request-Id", is("ours-1"))
                .body("requestId", is("ours-1"));
    }

    @Test
    void no_other_origin_is_let_in_by_default() {
        Response preflight = given().header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .options("/tools/start_session");
        assertThat(preflight.header("Access-Control-Allow-Origin")).isNull();
        Api.chatgpt()
                .header("Origin", "https://evil.example")
                .get("/tools")
                .then()
                .statusCode(403);
        Api.chatgpt()
                .header("Origin", "http://localhost:" + io.restassured.RestAssured.port)
                .get("/tools")
                .then()
                .statusCode(200);
    }

    /** A page whose own name resolves to this machine has the same origin, to a browser. */
    @Test
    void a_request_that_calls_us_by_a_foreign_name_is_refused_and_gets_no_token() {
        for (String path : List.of("/tools", "/sandbox/token", "/", "/console/setup.json", "/q/openapi")) {
            given().header("Host", "evil.example.com:8080")
                    .header("Origin", "http://evil.example.com:8080")
                    .get(path)
                    .then()
                    .statusCode(421)
                    .contentType("application/problem+json")
                    .body("code", is("UNKNOWN_HOST"));
            given().header("Host", "evil.example.com").get(path).then().statusCode(421);
        }
        given().header("Host", "127.0.0.1").get("/sandbox/token").then().statusCode(200);
    }

    @Test
    void logs_and_errors_hold_no_key_token_prompt_or_profile() {
        String canary = "canary-" + UUID.randomUUID();
        String key = Api.admin()
                .body(new JsonObject().put("platform", "gemini").encode())
                .post("/admin/api-keys")
                .path("data.key");
        String token = Api.issuer().token("user_" + UUID.randomUUID(), "earshot", java.util.Set.of(), "tools");
        StringBuilder errors = new StringBuilder();
        List<String> log = logged(() -> {
            Catalogue.ofASmallShop();
            insightarc.answersWith(500);
            Visit visit = Visit.anonymous();
            visit.does("search_items", "query", canary);
            visit.does(
                    "identify_customer",
                    "customerId",
                    "user_" + UUID.randomUUID(),
                    "profile",
                    new JsonObject().put("email", canary));
            errors.append(visit.call("search_items", "query", canary.repeat(20))
                    .extract()
                    .asString());
            errors.append(visit.call(
                            "identify_customer",
                            "customerId",
                            "anon_" + canary,
                            "profile",
                            new JsonObject().put("a b", canary))
                    .extract()
                    .asString());
            errors.append(Api.chatgpt()
                    .body("{\"query\":\"" + canary + "\"")
                    .post("/tools/search_items")
                    .asString());
            errors.append(given().header("X-API-Key", canary).get("/tools").asString());
            errors.append(
                    given().header("X-API-Key", key).get("/admin/api-keys").asString());
            errors.append(given().auth().oauth2(canary).get("/tools").asString());
            errors.append(given().auth().oauth2(token + "x").get("/tools").asString());
            errors.append(given().auth().oauth2(token).get("/admin/api-keys").asString());
            given().header("X-API-Key", key)
                    .contentType("application/json")
                    .body("{}")
                    .post("/tools/start_session");
        });
        insightarc.reset();

        assertThat(errors.toString()).contains("UNAUTHENTICATED").doesNotContain(canary, key, token);
        assertThat(String.join("\n", log)).doesNotContain(canary, key, token, Api.CHATGPT_KEY);
    }

    private static List<String> logged(Runnable work) {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                lines.add(record.getMessage() + " " + (record.getThrown() == null ? "" : record.getThrown())
                        + java.util.Arrays.toString(record.getParameters()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        try {
            work.run();
        } finally {
            root.removeHandler(handler);
        }
        return List.copyOf(lines);
    }
}
