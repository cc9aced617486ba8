package dev.earshot.tool.backend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.process.Npm;
import dev.earshot.testing.process.RunningApp;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The example of the documentation: Earshot in front of a small shop in Node.js. */
class OwnBackendIT {
    private final Surroundings surroundings = new Surroundings();
    private final Map<String, String> settings = new HashMap<>();
    private final String customer = "user_" + UUID.randomUUID();
    private Process shop;
    private String shopUrl;

    @BeforeEach
    void start() throws IOException {
        Npm.needsNode();
        shop = new ProcessBuilder("node", "examples/own-backend/shop.mjs", "0")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line =
                new BufferedReader(new InputStreamReader(shop.getInputStream(), StandardCharsets.UTF_8)).readLine();
        shopUrl = "http://localhost:" + line.replaceAll("\\D", "");
        settings.putAll(surroundings.start());
        settings.put("EARSHOT_TOOLS", "examples/own-backend/tools.yaml");
        settings.put("SHOP_URL", shopUrl);
    }

    @AfterEach
    void stop() {
        if (shop != null) {
            shop.destroyForcibly();
            surroundings.stop();
        }
    }

    @Test
    void the_standard_tools_and_one_of_its_own_work_in_front_of_a_shop() {
        settings.put("EARSHOT_TOOLS_PRIVATE_ADDRESSES", "true");
        try (RunningApp app = RunningApp.start(settings)) {
            String session = session(app);

            call(app, "search_items", session, "query", "a tent", "filters", Map.of("maxPrice", 200))
                    .statusCode(200)
                    .body("data.items.itemId", contains("tent-2p"))
                    .body("data.items[0].price", is(189))
                    .body("data.total", is(1))
                    .body("data.facets.categories.value", contains("Camping > Tents"));
            call(app, "view_item", session, "itemId", "tent-2p")
                    .statusCode(200)
                    .body("data.item.description", is("Light, for three seasons."))
                    .body("data.similar.itemId", contains("tent-4p"));
            call(app, "view_item", session, "itemId", "yacht").statusCode(404).body("code", is("ITEM_NOT_FOUND"));
            call(app, "save_item", session, "itemId", "tent-2p").statusCode(200);
            call(app, "reserve_item", session, "sku", "stove", "quantity", 2)
                    .statusCode(200)
                    .body("data.result.id", startsWith("R-"))
                    .body("data.result.store", is("Main Street 1"));
            call(app, "reserve_item", session, "sku", "pack-40", "quantity", 10).statusCode(200);
            call(app, "reserve_item", session, "sku", "pack-40", "quantity", 9).statusCode(200);
            call(app, "reserve_item", session, "sku", "pack-40", "quantity", 8)
                    .statusCode(422)
                    .body("code", is("BACKEND_REFUSED"))
                    .body("detail", containsString("Only 6 left"));
            call(app, "look_up_stock", session, "itemId", "pack-40")
                    .statusCode(200)
                    .body("data.result.stock", is(6));
            String key = UUID.randomUUID().toString();
            for (String replayed : new String[] {null, "true"}) {
                call(
                                app,
                                "complete_conversion",
                                session,
                                "itemId",
                                "tent-2p",
                                "revenue",
                                189,
                                "currency",
                                "EUR",
                                "idempotencyKey",
                                key)
                        .statusCode(200)
                        .header("Idempotency-Replayed", is(replayed))
                        .body("data.result.orderNumber", startsWith("O-"))
                        .body("data.conversion.sourceEvent", is("ai_query_submitted"))
                        .body("data.item.name", is("Two-person tent"));
            }
            tools(app)
                    .body(Map.of("query", "tent"))
                    .post("/tools/search")
                    .then()
                    .body("data.results.id", contains("tent-2p", "tent-4p"));
            tools(app)
                    .body(Map.of("id", "stove"))
                    .post("/tools/fetch")
                    .then()
                    .body("data.text", containsString("Price: 45.5 EUR"));
            tools(app)
                    .get("/tools")
                    .then()
                    .body(
                            "data.find { it.name == 'complete_conversion' }.outputSchema.properties.result.required",
                            hasItem("orderNumber"));

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(surroundings.netmera().namesReceived(customer))
                            .containsExactly(
                                    "AISessionStarted",
                                    "AIQuerySubmitted",
                                    "AIResultViewed",
                                    "AIItemSaved",
                                    "AIItemSaved",
                                    "AIItemSaved",
                                    "AIItemSaved",
                                    "AIConversionCompleted"));
            ledger().body("ledger.kind", containsInAnyOrder("reservation", "reservation", "reservation", "order"))
                    .body("ledger.customer.unique()", contains(customer));
        }
    }

    @Test
    void a_private_address_is_not_called_unless_a_setting_allows_it_and_nothing_secret_is_logged() throws IOException {
        settings.put("SHOP_TOKEN", "a-secret-of-the-shop");
        try (RunningApp app = RunningApp.start(settings)) {
            String session = session(app);
            call(app, "reserve_item", session, "sku", "stove", "quantity", 2)
                    .statusCode(503)
                    .body("code", is("BACKEND_UNAVAILABLE"));
            assertThat(Files.readString(app.log().toPath()))
                    .contains("earshot.tools.private-addresses")
                    .doesNotContain("a-secret-of-the-shop");
        }
        ledger().body("ledger", is(List.of()));
    }

    private String session(RunningApp app) {
        return tools(app)
                .body(Map.of("customerId", customer))
                .post("/tools/start_session")
                .path("data.sessionId");
    }

    private static ValidatableResponse call(RunningApp app, String tool, String session, Object... namesAndValues) {
        JsonObject arguments = new JsonObject().put("sessionId", session);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            arguments.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return tools(app).body(arguments.encode()).post("/tools/" + tool).then();
    }

    private static RequestSpecification tools(RunningApp app) {
        return given().baseUri(app.url()).header("X-API-Key", Api.CHATGPT_KEY).contentType("application/json");
    }

    private ValidatableResponse ledger() {
        return given().baseUri(shopUrl)
                .header("Authorization", "Bearer demo-token")
                .get("/ledger")
                .then()
                .statusCode(200);
    }
}
