package dev.earshot.tool.mcp;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.testing.Surroundings;
import dev.earshot.testing.process.Npm;
import dev.earshot.testing.process.RunningApp;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The whole way of a person who looks around and then signs in, with the official MCP client and an identity provider
 * that binds tokens to a resource ({@code oidc-provider}), both as others wrote them, against the packaged application
 * with its usual settings. Needs Node.js and npm.
 */
class SignInIT {
    private static final String ITEM = "{\"itemId\":\"backpack-1\",\"name\":\"Trail hiking backpack\",\"price\":89.9,"
            + "\"currency\":\"USD\",\"category\":\"outdoor > backpacks\",\"description\":\"For day hikes\"}\n";
    private static final List<String> THE_STORY =
            List.of("AISessionStarted", "AIQuerySubmitted", "AIResultViewed", "AIItemSaved", "AIConversionCompleted");

    private final Surroundings surroundings = new Surroundings();
    private Npm judge;
    private String issuer;
    private Process provider;
    private RunningApp app;

    @BeforeEach
    void start() throws IOException {
        judge = Npm.install("oauth");
        int port = freePort();
        issuer = "http://localhost:" + port;
        provider = judge.start("node", "provider.mjs", Integer.toString(port));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> judge.read("started.log").contains("listening at"));
        Map<String, String> settings = new HashMap<>(surroundings.start());
        settings.keySet().removeIf(name -> name.startsWith("EARSHOT_JWT"));
        settings.put("EARSHOT_OIDC_ISSUER", issuer);
        settings.put("EARSHOT_ANONYMOUS_TOOLS", "start_session,search_items,view_item");
        app = RunningApp.start(settings);
        RestAssured.port = app.port();
        importItem();
    }

    @AfterEach
    void stop() {
        if (app != null) {
            app.close();
            surroundings.stop();
        }
        if (provider != null) {
            provider.destroyForcibly();
        }
        RestAssured.reset();
    }

    @Test
    void from_a_look_around_to_a_purchase_with_a_token_that_is_renewed_all_five_events_arrive_in_order_and_once() {
        String output = judge.run("node", "flow.mjs", app.url() + "/mcp", issuer, "backpack-1");

        assertThat(output).contains("the whole flow ran");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> surroundings.netmera().namesReceived("paula").size() >= THE_STORY.size());
        assertThat(surroundings.netmera().namesReceived("paula")).isEqualTo(THE_STORY);
    }

    private void importItem() {
        JsonObject claims = new JsonObject()
                .put("iss", issuer)
                .put("sub", "alice")
                .put("aud", app.url())
                .put("groups", new JsonArray().add("admin"));
        String token = given().body(claims.encode()).post(issuer + "/sign").asString();
        given().auth()
                .oauth2(token)
                .contentType("application/x-ndjson")
                .body(ITEM.getBytes(StandardCharsets.UTF_8))
                .post("/admin/items/import")
                .then()
                .statusCode(200);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
