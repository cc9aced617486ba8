package dev.earshot.tool.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.Api;
import dev.earshot.testing.Mcp;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.database.Rows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Surroundings.class)
class McpHintsTest {
    private static final String PLACE = "Hintsborough";

    @Inject
    Pool pool;

    @Test
    void an_error_is_told_in_the_persons_language() {
        assertThat(detail(new JsonObject().put("openai/locale", "tr-TR"))).isEqualTo("Katalogda böyle bir ürün yok.");
        assertThat(detail(new JsonObject().put("locale", "tr"))).isEqualTo("Katalogda böyle bir ürün yok.");
        assertThat(detail(new JsonObject().put("openai/locale", "de"))).startsWith("There is no item");
    }

    @Test
    void the_code_and_the_wrong_fields_are_the_same_in_every_language() {
        JsonObject problem = Mcp.text(call("view_item", new JsonObject(), new JsonObject().put("locale", "tr")));
        assertThat(problem.getString("code")).isEqualTo("INVALID_ARGUMENTS");
        assertThat(problem.getString("detail")).isEqualTo("İstekteki bilgiler geçerli değil.");
        assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo("sessionId");
    }

    @Test
    void a_senseless_hint_changes_nothing() {
        Stream.of(7, "?", "x".repeat(5_000), new JsonArray().add("tr"), new JsonObject())
                .forEach(said -> assertThat(detail(new JsonObject()
                                .put("openai/locale", said)
                                .put("openai/userAgent", said)
                                .put("openai/userLocation", said)))
                        .startsWith("There is no item"));
    }

    @Test
    void where_a_person_is_goes_nowhere() {
        JsonObject location = new JsonObject()
                .put("city", PLACE)
                .put("country", "TR")
                .put("latitude", "39.9")
                .put("longitude", "32.8");
        JsonObject answer =
                call("start_session", new JsonObject(), new JsonObject().put("openai/userLocation", location));
        assertThat(Mcp.text(answer).getString("sessionId")).startsWith("sess_");
        for (String table : new String[] {"session", "call", "delivery", "kept_answer", "customer_signal"}) {
            assertThat(Rows.number(pool, "select count(*) from " + table + " t where t::text like '%" + PLACE + "%'"))
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void a_card_begins_in_the_language_that_a_client_has_said() {
        JsonObject params = new JsonObject()
                .put("uri", "ui://earshot/item")
                .put("_meta", new JsonObject().put("openai/locale", "tr_TR"));
        assertThat(html(params)).contains("data-locale=\"tr-TR\"");
        assertThat(html(params.put("_meta", new JsonObject().put("locale", "\"><script>"))))
                .contains("data-locale=\"\"");
    }

    private static String html(JsonObject params) {
        return Mcp.result(Api.chatgpt(), "resources/read", params)
                .getJsonArray("contents")
                .getJsonObject(0)
                .getString("text");
    }

    private static String detail(JsonObject metadata) {
        JsonObject arguments =
                new JsonObject().put("sessionId", Visit.anonymous().sessionId()).put("itemId", "no-such-item");
        JsonObject result = call("view_item", arguments, metadata);
        assertThat(result.getBoolean("isError")).isTrue();
        return Mcp.text(result).getString("detail");
    }

    private static JsonObject call(String tool, JsonObject arguments, JsonObject metadata) {
        JsonObject params =
                new JsonObject().put("name", tool).put("arguments", arguments).put("_meta", metadata);
        return Mcp.result(Api.chatgpt(), "tools/call", params);
    }
}
