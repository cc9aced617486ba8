package dev.earshot.tool.mcp;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.earshot.http.Installed;
import dev.earshot.testing.Mcp;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What clients without credentials see of the tools, and when they are asked to sign in. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(Installed.class)
class SignInChallengeTest extends AnonymousVisitor {
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
    void tools_of_planners_are_not_shown_and_ask_for_credentials() {
        assertThat(Mcp.tools(given())).noneMatch(tool -> "estimate_audience".equals(tool.getString("name")));
        assertIsChallenged(Mcp.call(given(), "estimate_audience", new JsonObject()));
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
}
