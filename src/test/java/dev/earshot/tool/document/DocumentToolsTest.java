package dev.earshot.tool.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Api;
import dev.earshot.testing.Catalogue;
import dev.earshot.testing.Mcp;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.database.Rows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pair that ChatGPT's deep research expects. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class DocumentToolsTest {
    @Inject
    Pool pool;

    @BeforeEach
    void items() {
        Catalogue.ofASmallShop();
    }

    @Test
    void search_finds_items_with_an_address_each_and_fetch_returns_one_of_them() {
        call("search", new JsonObject().put("query", "hiking backpack"))
                .statusCode(200)
                .body("data.results.id", hasItem("backpack-1"))
                .body("data.results.url", hasItem("https://store.example/items/backpack-1"));
        call("fetch", new JsonObject().put("id", "backpack-1"))
                .statusCode(200)
                .body("data.id", is("backpack-1"))
                .body("data.title", is("Trail hiking backpack"))
                .body("data.text", containsString("for a good time"))
                .body("data.text", containsString("89.90 USD"))
                .body("data.metadata.category", is("outdoor > backpacks"));
    }

    @Test
    void an_item_without_an_address_is_cited_by_a_urn() {
        Api.admin()
                .contentType("application/x-ndjson")
                .body("{\"itemId\":\"lantern/1\",\"name\":\"Lantern\",\"price\":12,\"currency\":\"USD\"}\n"
                        .getBytes(UTF_8))
                .post("/admin/items/import")
                .then()
                .statusCode(200)
                .body("data.rejected", is(0));
        call("fetch", new JsonObject().put("id", "lantern/1"))
                .statusCode(200)
                .body("data.url", is("urn:earshot:item:lantern%2F1"));
    }

    @Test
    void nothing_is_recorded_and_no_session_is_needed() {
        long before = Rows.number(pool, "select count(*) from call");
        JsonObject found = Mcp.call(Api.chatgpt(), "search", new JsonObject().put("query", "tent"))
                .getJsonObject("structuredContent");
        assertThat(found.getJsonArray("results").getJsonObject(0).getString("id"))
                .isEqualTo("tent-1");
        assertThat(Rows.number(pool, "select count(*) from call")).isEqualTo(before);
    }

    @Test
    void an_unknown_document_is_not_found() {
        call("fetch", new JsonObject().put("id", "no-such-item"))
                .statusCode(404)
                .body("code", is("ITEM_NOT_FOUND"));
        call("search", new JsonObject().put("query", " ")).statusCode(400).body("errors[0].field", is("query"));
    }

    private static ValidatableResponse call(String tool, JsonObject arguments) {
        return Api.chatgpt().body(arguments.encode()).post("/tools/" + tool).then();
    }
}
