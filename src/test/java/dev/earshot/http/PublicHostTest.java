package dev.earshot.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.process.Nginx;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which addresses are its own, with and without the prefix. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(Installed.class)
class PublicHostTest extends InstalledEarshot {
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

    /** Some tools need no credentials here, so it takes wrong ones to be refused. */
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
}
