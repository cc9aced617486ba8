package dev.earshot.shipping;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.process.RunningApp;
import dev.earshot.testing.stub.ForwardProxy;
import dev.earshot.testing.stub.IdentityProvider;
import dev.earshot.testing.stub.ModelStub;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Where only a forward proxy leads outside, and certificates are the company's own, two settings are enough for all
 * that is called.
 */
class ForwardProxyIT {
    private final Surroundings surroundings = new Surroundings();

    @AfterEach
    void stop() {
        surroundings.stop();
        RestAssured.reset();
    }

    @Test
    void every_call_to_another_service_passes_the_proxy_and_believes_the_additional_authority() throws IOException {
        Map<String, String> settings = new HashMap<>(surroundings.start());
        int modelPort = freePort();
        IdentityProvider identity = IdentityProvider.startedAs("https://id.test");
        try (ModelStub model = new ModelStub(modelPort);
                ForwardProxy proxy = new ForwardProxy(
                        Surroundings.home().resolve("proxy"),
                        "netmera.test",
                        "insightarc.test",
                        "model.test",
                        "id.test")) {
            proxy.knows("netmera.test", port(settings.get("EARSHOT_NETMERA_URL")));
            proxy.knows("insightarc.test", port(settings.get("EARSHOT_INSIGHTARC_URL")));
            proxy.knows("model.test", modelPort);
            proxy.knows("id.test", identity.port());
            settings.remove("EARSHOT_JWT_PUBLIC_KEY");
            settings.remove("EARSHOT_JWT_ISSUER");
            settings.put("EARSHOT_OIDC_ISSUER", "https://id.test");
            settings.put("EARSHOT_NETMERA_URL", "https://netmera.test/rest/3.0");
            settings.put("EARSHOT_INSIGHTARC_URL", "https://insightarc.test");
            settings.put("EARSHOT_AGENT", "model");
            settings.put("EARSHOT_MODEL_NAME", "stub");
            settings.put("EARSHOT_MODEL_URL", "https://model.test/v1");
            settings.put("EARSHOT_PROXY", proxy.url());
            settings.put("EARSHOT_CA_FILE", proxy.authority().toString());
            try (RunningApp app = RunningApp.start(settings)) {
                RestAssured.port = app.port();
                model.willSay("The model ", "has been reached.");
                given().auth()
                        .oauth2(identity.token())
                        .contentType("application/json")
                        .body("{\"content\":\"People in California\"}")
                        .post("/chat/messages")
                        .then()
                        .statusCode(201)
                        .body("data.content", containsString("has been reached"));

                String customer = "user_" + UUID.randomUUID();
                Visit.of(customer).does("get_customer_context");
                await().atMost(Duration.ofSeconds(20))
                        .until(() ->
                                !surroundings.netmera().namesReceived(customer).isEmpty());
                assertThat(surroundings.insightarc().asked()).anyMatch(uri -> uri.contains(customer));
                assertThat(proxy.passed())
                        .containsExactly("id.test:443", "insightarc.test:443", "model.test:443", "netmera.test:443");
            }
        } finally {
            identity.end();
        }
    }

    private static int port(String url) {
        return URI.create(url).getPort();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
