package dev.earshot.http.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.stub.NetmeraStub;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Surroundings.class)
class ApiKeyTest {
    @Inject
    Pool pool;

    NetmeraStub netmera;

    @Test
    void a_key_that_an_admin_makes_opens_the_tools_under_its_platforms_name() {
        String key = make("gemini").path("data.key");

        assertThat(key).matches("earshot_[0-9a-z]{26}_[0-9a-f]{64}");
        String customer = "user_" + System.nanoTime();
        call(key, new JsonObject().put("customerId", customer)).statusCode(200);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !netmera.received(customer).isEmpty());
        assertThat(netmera.received(customer).get(0).getString("platform")).isEqualTo("gemini");
    }

    @Test
    void a_revoked_key_stops_within_seconds_and_stays_in_the_list() {
        Response made = make("gemini");
        String key = made.path("data.key");
        String id = made.path("data.id");
        call(key, new JsonObject()).statusCode(200);
        listed(id).body("data.find { it.id == '" + id + "' }.revokedAt", nullValue());

        Api.admin().delete("/admin/api-keys/" + id).then().statusCode(204);

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> call(key, new JsonObject()).statusCode(401));
        listed(id)
                .body("data.find { it.id == '" + id + "' }.revokedAt", notNullValue())
                .body("data.find { it.id == '" + id + "' }.key", nullValue());
    }

    @Test
    void the_right_public_part_with_another_secret_opens_nothing() {
        String key = make("gemini").path("data.key");
        String forged = key.substring(0, key.length() - 1) + (key.endsWith("0") ? "1" : "0");
        call(forged, new JsonObject()).statusCode(401).body("code", is("UNAUTHENTICATED"));
    }

    @Test
    void only_a_hash_of_a_key_is_stored() {
        String key = make("gemini").path("data.key");
        String secret = key.substring(key.lastIndexOf('_') + 1);
        List<String> rows = pool
                .query("select row_to_json(api_key)::text || encode(hash, 'escape') as row from api_key")
                .executeAndAwait()
                .stream()
                .map(row -> row.getString("row"))
                .toList();
        assertThat(rows).isNotEmpty().noneMatch(row -> row.contains(secret));
    }

    @Test
    void keys_are_for_admins_only_and_a_platform_has_a_plain_name() {
        Api.planner("bob").get("/admin/api-keys").then().statusCode(403);
        Api.chatgpt().get("/admin/api-keys").then().statusCode(403);
        given().get("/admin/api-keys").then().statusCode(401);
        for (String platform : List.of("", "Chat GPT", "x".repeat(51), "a\nb")) {
            Api.admin()
                    .body(new JsonObject().put("platform", platform).encode())
                    .post("/admin/api-keys")
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", is("platform"));
        }
        Api.admin().post("/admin/api-keys").then().statusCode(400);
        Api.admin().delete("/admin/api-keys/key_nobody").then().statusCode(404).body("code", is("API_KEY_NOT_FOUND"));
    }

    private static Response make(String platform) {
        Response made = Api.admin()
                .body(new JsonObject()
                        .put("platform", platform)
                        .put("name", "for tests")
                        .encode())
                .post("/admin/api-keys");
        made.then().statusCode(201);
        return made;
    }

    private static ValidatableResponse listed(String id) {
        return Api.admin()
                .get("/admin/api-keys")
                .then()
                .statusCode(200)
                .body("data.id", org.hamcrest.Matchers.hasItem(id));
    }

    private static ValidatableResponse call(String key, JsonObject arguments) {
        return given().header("X-API-Key", key)
                .contentType("application/json")
                .body(arguments.encode())
                .post("/tools/start_session")
                .then();
    }
}
