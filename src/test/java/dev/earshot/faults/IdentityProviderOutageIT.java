package dev.earshot.faults;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import dev.earshot.testing.Api;
import dev.earshot.testing.Mcp;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.process.RunningApp;
import dev.earshot.testing.stub.IdentityProvider;
import io.restassured.RestAssured;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The application starts while its identity provider is down. */
@Tag("alone")
class IdentityProviderOutageIT {
    private static final String UNAVAILABLE = "IDENTITY_PROVIDER_UNAVAILABLE";

    private final Surroundings surroundings = new Surroundings();
    private final IdentityProvider provider = IdentityProvider.started();

    @AfterEach
    void stop() {
        surroundings.stop();
        provider.end();
        RestAssured.reset();
    }

    @Test
    void tokens_are_answered_503_until_the_provider_is_back_and_api_keys_are_served_meanwhile() throws Exception {
        Map<String, String> settings = new HashMap<>(surroundings.start());
        settings.keySet().removeAll(List.of("EARSHOT_JWT_PUBLIC_KEY", "EARSHOT_JWT_ISSUER"));
        settings.putAll(provider.settings());
        provider.goDown();
        try (RunningApp app = RunningApp.start(settings)) {
            RestAssured.port = app.port();

            given().spec(bearer())
                    .get("/audiences")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .body("code", is(UNAVAILABLE));
            Mcp.post(bearer(), "tools/list", new JsonObject())
                    .then()
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .body("code", is(UNAVAILABLE));
            Api.chatgpt().get("/tools").then().statusCode(200);

            provider.comeBack();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> given().spec(bearer()).get("/audiences").statusCode() == 200);
            assertThat(Mcp.tools(bearer())).isNotEmpty();
            assertThat(Files.readAllLines(app.log().toPath()))
                    .noneMatch(line -> line.contains("\"level\":\"ERROR\""))
                    // Quarkus' own client prints the refused connection with its trace, at WARN.
                    .filteredOn(line -> line.contains("\"loggerName\":\"dev.earshot."))
                    .isNotEmpty()
                    .noneMatch(line -> line.contains("\"exception\":"));
        }
    }

    private RequestSpecification bearer() {
        return new RequestSpecBuilder()
                .addHeader("Authorization", "Bearer " + provider.token())
                .build();
    }
}
