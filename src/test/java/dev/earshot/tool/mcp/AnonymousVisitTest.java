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
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People who look around before they sign in, and what callers without credentials can't do. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(Installed.class)
class AnonymousVisitTest {
    private static final String ITEM = "{\"itemId\":\"lamp-1\",\"name\":\"Reading lamp\",\"category\":\"lighting\","
            + "\"description\":\"A warm light\",\"price\":40,\"currency\":\"USD\"}\n";
    private static final String CHALLENGE = "mcp/www_authenticate";

    @ConfigProperty(name = "quarkus.oidc.auth-server-url")
    String issuer;

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
    void credentials_that_nothing_reads_are_refused_and_not_taken_for_none() {
        for (String given : List.of("demo-key", "Basic ZGVtbzpkZW1v", "Bearer", "Token abc")) {
            given().contentType("application/json")
                    .header("Authorization", given)
                    .body("{}")
                    .post("/tools/start_session")
                    .then()
                    .statusCode(401);
            Mcp.post(given().header("Authorization", given), "tools/list", new JsonObject())
                    .then()
                    .statusCode(401);
        }
    }

    @Test
    void a_client_without_credentials_may_initialize_and_sees_for_which_tools_to_sign_in() {
        JsonObject client = new JsonObject().put("name", "test").put("version", "1");
        JsonObject hello = new JsonObject()
                .put("protocolVersion", "2025-06-18")
                .put("capabilities", new JsonObject())
                .put("clientInfo", client);
        assertThat(Mcp.result(given(), "initialize", hello)
                        .getJsonObject("serverInfo")
                        .getString("name"))
                .isEqualTo("earshot");

        List<JsonObject> tools = Mcp.tools(given());
        assertThat(tools)
                .allSatisfy(tool -> assertThat(tool.getJsonObject("_meta").getJsonArray("securitySchemes"))
                        .isEqualTo(tool.getJsonArray("securitySchemes")));
        Map<Boolean, Set<String>> byNeed = tools.stream()
                .collect(Collectors.partitioningBy(
                        tool -> types(tool).contains("noauth"),
                        Collectors.mapping(tool -> tool.getString("name"), Collectors.toSet())));
        assertThat(byNeed.get(true))
                .isEqualTo(Set.of("start_session", "search_items", "view_item", "get_customer_context", "search"));
        assertThat(byNeed.get(false))
                .isEqualTo(Set.of("identify_customer", "save_item", "complete_conversion", "fetch"));
        assertThat(tools).allSatisfy(tool -> assertThat(types(tool)).contains("oauth2"));
    }

    private static List<String> types(JsonObject tool) {
        return tool.getJsonArray("securitySchemes").stream()
                .map(scheme -> ((JsonObject) scheme).getString("type"))
                .toList();
    }

    @Test
    void a_client_that_signs_in_only_at_a_401_gets_one_at_the_address_that_asks_for_it() {
        given().contentType("application/json")
                .accept("application/json, text/event-stream")
                .body("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}")
                .post("/mcp?sign_in=required")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("resource_metadata="));
    }

    @Test
    void tools_of_planners_are_not_shown_and_ask_for_credentials() {
        assertThat(Mcp.tools(given())).noneMatch(tool -> "estimate_audience".equals(tool.getString("name")));
        assertIsChallenged(Mcp.call(given(), "estimate_audience", new JsonObject()));
    }

    @Test
    void wrong_credentials_are_refused_whatever_the_tool() {
        for (RequestSpecification wrong :
                List.of(given().header("X-API-Key", "guessed"), given().auth().oauth2("guessed"))) {
            Mcp.post(wrong, "tools/list", new JsonObject()).then().statusCode(401);
            wrong.contentType("application/json")
                    .body("{}")
                    .post("/tools/start_session")
                    .then()
                    .statusCode(401);
        }
        token(claims("bob").groups(Set.of("admin")))
                .contentType("application/json")
                .body("{}")
                .post("/tools/start_session")
                .then()
                .statusCode(403);
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

    private static String start() {
        return anonymous("start_session", new JsonObject()).getString("sessionId");
    }

    private static JsonObject anonymous(String tool, JsonObject arguments) {
        return assertSucceeds(Mcp.call(given(), tool, arguments));
    }

    private static JsonObject of(String session) {
        return new JsonObject().put("sessionId", session);
    }

    private static JsonObject assertSucceeds(JsonObject result) {
        assertThat(result.getBoolean("isError")).as(result.encode()).isFalse();
        return result.getJsonObject("structuredContent");
    }

    private static void assertIsChallenged(JsonObject result) {
        assertThat(problem(result)).isEqualTo("UNAUTHENTICATED");
        JsonArray challenges = result.getJsonObject("_meta").getJsonArray(CHALLENGE);
        assertThat(challenges).hasSize(1);
        assertThat(challenges.getString(0)).contains("error=", "error_description=", "resource_metadata=");
    }

    private static void assertIsUnknown(String session) {
        for (String tool : List.of("get_customer_context", "search_items")) {
            JsonObject arguments = tool.equals("search_items") ? of(session).put("query", "lamp") : of(session);
            assertThat(problem(Mcp.call(given(), tool, arguments))).isEqualTo("SESSION_NOT_FOUND");
        }
    }

    private static String problem(JsonObject result) {
        assertThat(result.getBoolean("isError")).as(result.encode()).isTrue();
        return Mcp.text(result).getString("code");
    }

    private RequestSpecification signedIn(String subject) {
        return token(claims(subject).claim("azp", "an-app").claim("scope", "tools"));
    }

    private static RequestSpecification token(JwtClaimsBuilder claims) {
        return given().auth().oauth2(Api.issuer().sign(claims));
    }

    private JwtClaimsBuilder claims(String subject) {
        return Jwt.issuer(issuer).subject(subject).audience("earshot").expiresIn(Duration.ofMinutes(5));
    }
}
