package dev.earshot.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.earshot.testing.Api;
import dev.earshot.testing.Nginx;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Below a path prefix that a proxy may strip or keep, under which host names, and with how many streams. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(Installed.class)
class InstallationTest {
    private static final String METADATA = "/.well-known/oauth-protected-resource";

    private static final Pattern NAMED = Pattern.compile("(?:from |import |src=|href=)['\"]([^'\"#]+\\.[a-z]+)['\"]");

    @ConfigProperty(name = "quarkus.oidc.auth-server-url")
    String issuer;

    @Test
    void openai_reads_the_token_that_it_asked_the_publisher_for() {
        given().header("Host", "shop.example")
                .get("/.well-known/openai-apps-challenge")
                .then()
                .statusCode(200)
                .contentType("text/plain")
                .body(is("of-the-listing"));
    }

    @Test
    void the_privacy_policy_is_where_listings_look_for_it() {
        String policy = "https://shop.example/privacy";
        given().get("/q/openapi?format=json").then().body("externalDocs.url", is(policy));
        given().get("/tools/openapi.json").then().statusCode(200).body("externalDocs.url", is(policy));
        given().get(METADATA + "/mcp").then().statusCode(200).body("resource_policy_uri", is(policy));
    }

    @Test
    void everything_is_served_with_and_without_the_prefix() {
        for (String prefix : List.of("", "/earshot")) {
            given().get(prefix + "/").then().statusCode(200).contentType("text/html");
            given().get(prefix + "/console/main.js").then().statusCode(200);
            given().get(prefix + "/q/swagger-ui/").then().statusCode(200).body(containsString("../openapi"));
            given().get(prefix + "/console/setup.json").then().statusCode(200);
            given().get(prefix + "/q/openapi?format=json")
                    .then()
                    .statusCode(200)
                    .body("servers.url", is(List.of(Installed.URL)));
            Api.chatgpt()
                    .get(prefix + "/tools?format=openai")
                    .then()
                    .statusCode(200)
                    .body("data[0].type", is("function"));
            Api.chatgpt()
                    .body("{}")
                    .post(prefix + "/tools/start_session")
                    .then()
                    .statusCode(200);
        }
        given().get("/earshots/").then().statusCode(404);
    }

    @Test
    void what_is_guarded_is_guarded_below_the_prefix_too() {
        for (String path : List.of("/admin/api-keys", "/chat/conversations")) {
            given().get("/earshot" + path).then().statusCode(401);
        }
        guessing().body("{}").post("/earshot/mcp").then().statusCode(401);
        Api.chatgpt().get("/earshot/tools").then().header("Cache-Control", is("no-store"));
    }

    @Test
    void a_challenge_leads_to_metadata_that_names_the_resource_as_it_is_seen_from_outside() {
        for (String prefix : List.of("", "/earshot")) {
            guessing()
                    .body("{}")
                    .post(prefix + "/mcp")
                    .then()
                    .statusCode(401)
                    .header(
                            "WWW-Authenticate",
                            containsString("resource_metadata=\"" + Installed.URL + METADATA + "/mcp\""));
            resource(prefix + METADATA + "/mcp", Installed.URL + "/mcp");
            resource(prefix + METADATA, Installed.URL);
        }
    }

    @Test
    void the_metadata_is_at_the_address_that_clients_derive_from_the_resource() {
        resource(METADATA + "/earshot/mcp", Installed.URL + "/mcp");
        resource(METADATA + "/earshot", Installed.URL);
        given().get(METADATA + "/other/mcp").then().statusCode(404);
        given().get(METADATA + "/earshot/other").then().statusCode(404);
    }

    /** Some tools need no credentials here, so it takes wrong ones to be refused. */
    private static RequestSpecification guessing() {
        return given().header("X-API-Key", "guessed").contentType("application/json");
    }

    private void resource(String path, String resource) {
        given().get(path)
                .then()
                .statusCode(200)
                .body("resource", is(resource))
                .body("authorization_servers", hasItem(issuer));
    }

    @Test
    void behind_a_proxy_that_strips_the_prefix_or_leaves_it_the_page_has_all_its_files_and_mcp_finds_its_metadata() {
        String us = "http://127.0.0.1:" + RestAssured.port;
        for (String target : List.of(us + "/", us)) {
            try (Nginx nginx = Nginx.with(
                    "location /earshot/ { proxy_pass " + target + "; }",
                    "location " + METADATA + "/earshot { proxy_pass " + us + "; }")) {
                assertThat(loaded(URI.create(nginx.url() + "/earshot/"))).hasSizeGreaterThan(40);

                String challenge =
                        guessing().body("{}").post(nginx.url() + "/earshot/mcp").header("WWW-Authenticate");
                String named = URI.create(challenge.replaceAll(".*resource_metadata=\"([^\"]+)\".*", "$1"))
                        .getPath();
                resource(nginx.url() + named, Installed.URL + "/mcp");
                resource(nginx.url() + METADATA + "/earshot/mcp", Installed.URL + "/mcp");
            }
        }
    }

    /** What a browser fetches for the page, and for what that names. */
    private static Set<URI> loaded(URI page) {
        Set<URI> seen = new HashSet<>();
        Deque<URI> open = new ArrayDeque<>(List.of(page));
        while (!open.isEmpty()) {
            URI file = open.pop();
            if (seen.add(file)) {
                Response answer = given().get(file);
                assertThat(answer.statusCode()).as(file.toString()).isEqualTo(200);
                boolean names = answer.contentType().contains("javascript")
                        || answer.contentType().contains("html");
                NAMED.matcher(names ? answer.asString() : "")
                        .results()
                        .forEach(name -> open.push(file.resolve(name.group(1))));
            }
        }
        return seen;
    }

    @Test
    void a_location_is_an_address_as_seen_from_outside() {
        planner("paula")
                .body(new JsonObject().put("content", "hello").encode())
                .post("/earshot/chat/messages")
                .then()
                .statusCode(201)
                .header("Location", startsWith(Installed.URL + "/chat/conversations/conv_"));
    }

    @Test
    void pages_of_the_public_host_may_call_without_being_listed() {
        Api.chatgpt()
                .header("Origin", "https://shop.example")
                .get("/tools")
                .then()
                .statusCode(200);
        for (String foreign :
                List.of("https://evil.example", "http://shop.example", "https://shop.example.evil.example")) {
            Api.chatgpt().header("Origin", foreign).get("/tools").then().statusCode(403);
        }
    }

    @Test
    void only_the_public_host_and_those_that_are_allowed_are_ours() {
        for (String ours :
                List.of("shop.example", "SHOP.example:443", "earshot.svc", "earshot.svc:80", "10.0.0.7:8080")) {
            Api.chatgpt().header("Host", ours).get("/tools").then().statusCode(200);
        }
        for (String foreign : List.of("evil.example", "evil.example:8080", "shop.example.evil.example")) {
            for (String path : List.of("/tools", "/earshot/tools", "/", "/mcp", "/sandbox/token", "/q/openapi")) {
                given().header("Host", foreign)
                        .header("Origin", "http://" + foreign)
                        .get(path)
                        .then()
                        .statusCode(421)
                        .contentType("application/problem+json")
                        .body("code", is("UNKNOWN_HOST"));
            }
        }
    }

    @Test
    void the_sandbox_hands_out_tokens_under_this_machines_own_names_only() {
        given().header("Host", "localhost").get("/sandbox/token").then().statusCode(200);
        for (String host : List.of("shop.example", "10.0.0.7")) {
            given().header("Host", host)
                    .get("/sandbox/token")
                    .then()
                    .statusCode(403)
                    .body("code", is("NOT_ON_THIS_MACHINE"));
        }
    }

    @Test
    void idle_streams_of_one_caller_keep_no_other_caller_out() throws Exception {
        List<InputStream> streams = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            HttpResponse<InputStream> stream = stream("greedy");
            assertThat(stream.statusCode()).isEqualTo(200);
            streams.add(stream.body());
        }

        Response refused = bearer("greedy").accept("text/event-stream").get("/mcp/sse");
        refused.then().statusCode(429).header("Retry-After", is("5")).body("code", is("TOO_MANY_STREAMS"));
        String conversation = Api.conversation(planner("greedy"));
        planner("greedy")
                .get("/chat/conversations/" + conversation + "/stream?content=hello")
                .then()
                .statusCode(429)
                .body("code", is("TOO_MANY_STREAMS"));
        // Three requests at once are all that is worked on, and streams are none of them.
        bearer("greedy").get("/tools").then().statusCode(200);
        Api.chatgpt().get("/tools").then().statusCode(200);
        try (InputStream other = stream("modest").body()) {
            assertThat(other.read()).isPositive();
        }

        for (InputStream stream : streams) {
            stream.close();
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            HttpResponse<InputStream> again = stream("greedy");
            again.body().close();
            return again.statusCode() == 200;
        });
    }

    @Test
    void a_stream_that_has_ended_makes_room_for_the_next() {
        for (int i = 0; i < 5; i++) {
            String conversation = Api.conversation(planner("busy"));
            planner("busy")
                    .get("/chat/conversations/" + conversation + "/stream?content=hello")
                    .then()
                    .statusCode(200)
                    .body(containsString("\"done\":true"));
            planner("busy")
                    .get("/chat/conversations/conv_" + "0".repeat(26) + "/stream?content=hello")
                    .then()
                    .statusCode(404);
        }
    }

    private HttpResponse<InputStream> stream(String subject) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/mcp/sse"))
                .header("Authorization", "Bearer " + token(subject))
                .header("Accept", "text/event-stream")
                .timeout(Duration.ofSeconds(20))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
    }

    private RequestSpecification planner(String name) {
        return bearer(name).contentType("application/json");
    }

    private RequestSpecification bearer(String subject) {
        return given().auth().oauth2(token(subject));
    }

    private String token(String subject) {
        return Api.issuer()
                .sign(Jwt.issuer(issuer)
                        .subject(subject)
                        .audience(Installed.URL + "/mcp")
                        .groups(Set.of("planner"))
                        .claim("scope", "tools")
                        .expiresIn(300));
    }
}
