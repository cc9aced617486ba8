package dev.earshot.tool.card;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.Api;
import dev.earshot.testing.Mcp;
import dev.earshot.testing.Surroundings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@WithTestResource(Surroundings.class)
class CardResourcesTest {
    @Inject
    Pool pool;

    @Test
    void the_cards_are_listed_as_resources() {
        List<JsonObject> resources =
                Mcp.result(Api.chatgpt(), "resources/list", new JsonObject()).getJsonArray("resources").stream()
                        .map(JsonObject.class::cast)
                        .toList();
        assertThat(resources)
                .extracting(resource -> resource.getString("uri"))
                .containsExactlyInAnyOrder("ui://earshot/results", "ui://earshot/item", "ui://earshot/confirmation");
        assertThat(resources)
                .allSatisfy(
                        resource -> assertThat(resource.getString("mimeType")).isEqualTo(CardResources.TYPE));
    }

    @Test
    void a_tool_names_its_card_as_mcp_apps_and_as_chatgpt_read_it() {
        Map<String, JsonObject> metadata = Mcp.tools(Api.chatgpt()).stream()
                .collect(Collectors.toMap(
                        tool -> tool.getString("name"), tool -> tool.getJsonObject("_meta", new JsonObject())));

        assertThat(metadata.get("search_items").getJsonObject("ui").getString("resourceUri"))
                .isEqualTo("ui://earshot/results");
        assertThat(metadata.get("search_items").getString("openai/toolInvocation/invoking"))
                .isEqualTo("Searching items");
        assertThat(metadata.get("search_items").getString("openai/toolInvocation/invoked"))
                .isEqualTo("Items found");
        assertThat(metadata.get("view_item").getString("openai/outputTemplate")).isEqualTo("ui://earshot/item");
        assertThat(metadata.get("complete_conversion").getString("openai/outputTemplate"))
                .isEqualTo("ui://earshot/confirmation");
        assertThat(metadata.get("get_customer_context").fieldNames()).doesNotContain("ui", "openai/outputTemplate");
    }

    @Test
    void only_tools_that_cards_have_buttons_for_may_be_called_by_cards() {
        List<String> callable = Mcp.tools(Api.chatgpt()).stream()
                .filter(tool ->
                        tool.getJsonObject("_meta", new JsonObject()).getBoolean("openai/widgetAccessible", false))
                .map(tool -> tool.getString("name"))
                .toList();
        assertThat(callable).containsExactlyInAnyOrder("view_item", "save_item");
        List<String> visible = Mcp.tools(Api.chatgpt()).stream()
                .filter(tool -> tool.getJsonObject("_meta", new JsonObject())
                        .getJsonObject("ui", new JsonObject())
                        .getJsonArray("visibility", new JsonArray())
                        .contains("app"))
                .map(tool -> tool.getString("name"))
                .toList();
        assertThat(visible).isEqualTo(callable);
    }

    @ParameterizedTest
    @EnumSource
    void a_card_needs_nothing_from_outside(Card card) {
        JsonObject content = content(card);
        assertThat(content.getString("uri")).isEqualTo(card.uri());
        assertThat(content.getString("mimeType")).isEqualTo("text/html;profile=mcp-app");
        String html = content.getString("text");
        assertThat(html).startsWith("<!doctype html>").contains("<title>" + card.title() + "</title>");
        assertThat(html.replace("\"http:\", \"https:\"", ""))
                .doesNotContain("http:", "https:", "src=", "@import", "url(", "{style}", "{script}", "{title}");
        assertThat(html.split("</script>", -1)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void a_card_never_makes_markup_of_data(Card card) {
        assertThat(content(card).getString("text"))
                .doesNotContainIgnoringCase(
                        "innerHTML",
                        "outerHTML",
                        "insertAdjacentHTML",
                        "document.write",
                        "DOMParser",
                        "eval(",
                        "srcdoc");
    }

    @Test
    void a_card_may_load_pictures_from_where_items_have_them_and_nothing_else() {
        pool.query("truncate image_origin").execute().await().indefinitely();
        Api.admin()
                .contentType("application/x-ndjson")
                .body("""
                        {"itemId":"pictured","name":"Tent","price":1,"currency":"USD",\
                        "imageUrl":"https://images.example/a.jpg"}
                        """.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/admin/items/import")
                .then()
                .statusCode(200);

        JsonObject metadata = content(Card.RESULTS).getJsonObject("_meta");

        JsonArray origins = new JsonArray().add("https://images.example");
        assertThat(metadata.getJsonObject("ui").getJsonObject("csp"))
                .isEqualTo(
                        new JsonObject().put("connectDomains", new JsonArray()).put("resourceDomains", origins));
        assertThat(metadata.getJsonObject("openai/widgetCSP"))
                .isEqualTo(
                        new JsonObject().put("connect_domains", new JsonArray()).put("resource_domains", origins));
    }

    @Test
    void an_unknown_card_is_an_error() {
        String answer = Mcp.post(Api.chatgpt(), "resources/read", new JsonObject().put("uri", "ui://earshot/no-such"))
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(answer).contains("-32002");
    }

    @Test
    void cards_are_for_callers_of_the_tools() {
        Mcp.post(given(), "resources/read", new JsonObject().put("uri", Card.ITEM.uri()))
                .then()
                .statusCode(401);
    }

    private static JsonObject content(Card card) {
        JsonArray contents = Mcp.result(Api.chatgpt(), "resources/read", new JsonObject().put("uri", card.uri()))
                .getJsonArray("contents");
        assertThat(contents).hasSize(1);
        return contents.getJsonObject(0);
    }
}
