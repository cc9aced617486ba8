package dev.earshot.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an installation serves to those who list it, how a token is asked for, and with how many streams. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(Installed.class)
class InstallationTest extends InstalledEarshot {
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
}
