package dev.earshot.tool.mcp;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.earshot.http.Installed;
import dev.earshot.testing.Api;
import dev.earshot.testing.Mcp;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.stub.NetmeraStub;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People who look around before they sign in, and what they can't do until then. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(Installed.class)
class AnonymousVisitTest extends AnonymousVisitor {
    private static final String ITEM = "{\"itemId\":\"lamp-1\",\"name\":\"Reading lamp\",\"category\":\"lighting\","
            + "\"description\":\"A warm light\",\"price\":40,\"currency\":\"USD\"}\n";

    NetmeraStub netmera;

    private final String customer = "user_" + UUID.randomUUID();

    @BeforeEach
    void shop() {
        netmera.reset();
        token(claims("alice").groups(Set.of("admin")))
                .contentType("application/x-ndjson")
                .body(ITEM.getBytes(StandardCharsets.UTF_8))
                .post("/admin/items/import")
                .then()
                .statusCode(200);
    }

    @Test
    void a_visit_that_began_without_credentials_reaches_netmera_under_the_customers_id_in_order_and_once() {
        String session = start();
        assertThat(anonymous("search_items", of(session).put("query", "warm reading lamp"))
                        .getJsonArray("items")
                        .getJsonObject(0)
                        .getString("itemId"))
                .isEqualTo("lamp-1");
        anonymous("view_item", of(session).put("itemId", "lamp-1"));
        JsonObject refused = Mcp.call(given(), "save_item", of(session).put("itemId", "lamp-1"));
        assertThat(refused.getJsonObject("_meta").getJsonArray(CHALLENGE).getString(0))
                .startsWith("Bearer ")
                .contains(
                        "resource_metadata=\"https://shop.example/earshot/.well-known/oauth-protected-resource/mcp\"");
        assertThat(netmera.received()).isEmpty();

        assertSucceeds(Mcp.call(signedIn(customer), "save_item", of(session).put("itemId", "lamp-1")));
        JsonObject bought =
                of(session).put("itemId", "lamp-1").put("revenue", 40).put("currency", "USD");
        JsonObject conversion = assertSucceeds(Mcp.call(signedIn(customer), "complete_conversion", bought));

        assertThat(conversion.getJsonObject("conversion").getString("sourceEvent"))
                .isEqualTo("ai_query_submitted");
        List<String> story = List.of(
                "AISessionStarted", "AIQuerySubmitted", "AIResultViewed", "AIItemSaved", "AIConversionCompleted");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> netmera.namesReceived(customer).size() >= story.size());
        assertThat(netmera.namesReceived(customer)).isEqualTo(story);
        assertThat(netmera.received()).allMatch(entry -> customer.equals(entry.getString("extId")));
    }

    @Test
    void without_credentials_no_customer_can_be_named() {
        assertIsChallenged(Mcp.call(given(), "start_session", new JsonObject().put("customerId", customer)));
        assertIsChallenged(Mcp.call(given(), "identify_customer", of(start()).put("customerId", customer)));
    }

    @Test
    void sessions_of_platforms_and_of_known_customers_are_unknown_without_credentials() {
        String platforms = assertSucceeds(Mcp.call(Api.chatgpt(), "start_session", new JsonObject()))
                .getString("sessionId");
        assertIsUnknown(platforms);
        assertIsUnknown(assertSucceeds(Mcp.call(signedIn(customer), "start_session", new JsonObject()))
                .getString("sessionId"));

        String own = start();
        assertSucceeds(Mcp.call(signedIn(customer), "save_item", of(own).put("itemId", "lamp-1")));
        assertIsUnknown(own);
        assertThat(problem(Mcp.call(signedIn("another"), "get_customer_context", of(own))))
                .isEqualTo("SESSION_NOT_FOUND");
        assertThat(problem(Mcp.call(Api.chatgpt(), "get_customer_context", of(start()))))
                .isEqualTo("SESSION_NOT_FOUND");
    }

    @Test
    void a_key_of_anothers_call_opens_nothing() {
        JsonObject repeated = new JsonObject().put("idempotencyKey", "1");
        assertThat(anonymous("start_session", repeated).getString("sessionId"))
                .isNotEqualTo(anonymous("start_session", repeated).getString("sessionId"));
        JsonObject look = of(start()).put("query", "lamp").put("idempotencyKey", "1");
        anonymous("search_items", look);
        anonymous("search_items", look.copy().put("sessionId", start()));
    }

    @Test
    void the_same_holds_over_rest() {
        String session = given().contentType("application/json")
                .body("{}")
                .post("/tools/start_session")
                .then()
                .statusCode(200)
                .body("data.sessionId", startsWith("sess_"))
                .extract()
                .path("data.sessionId");
        given().contentType("application/json")
                .body(of(session).put("itemId", "lamp-1").encode())
                .post("/tools/save_item")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("resource_metadata="))
                .body("code", is("UNAUTHENTICATED"));
        given().contentType("application/json")
                .body(new JsonObject().put("customerId", customer).encode())
                .post("/tools/start_session")
                .then()
                .statusCode(401);
        given().get("/tools").then().statusCode(401);
    }

    private static void assertIsUnknown(String session) {
        for (String tool : List.of("get_customer_context", "search_items")) {
            JsonObject arguments = tool.equals("search_items") ? of(session).put("query", "lamp") : of(session);
            assertThat(problem(Mcp.call(given(), tool, arguments))).isEqualTo("SESSION_NOT_FOUND");
        }
    }
}
