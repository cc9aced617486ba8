package dev.earshot.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Api;
import dev.earshot.testing.HostileText;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.stub.InsightarcStub;
import dev.earshot.testing.stub.NetmeraStub;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Text from outside stays data, whatever it says: none of 200 and more hostile strings leaves the place it was put in.
 */
@QuarkusTest
@WithTestResource(Surroundings.class)
class HostileTextTest {
    private static final String OPEN = "<customer_context>\n";
    private static final String CLOSE = "\n</customer_context>\n";

    InsightarcStub insightarc;
    NetmeraStub netmera;

    @BeforeEach
    void quiet() {
        insightarc.reset();
        netmera.reset();
    }

    @Test
    void what_insightarc_says_cannot_leave_the_briefings_block() {
        List<String> strings = HostileText.all();
        assertThat(strings).hasSizeGreaterThanOrEqualTo(200);
        int lines = briefing("Boots", "shoes").split("\n").length;
        for (String text : strings) {
            String briefing = briefing(text, text);
            assertThat(briefing.split("\n")).as(text).hasSize(lines);
            assertThat(occurrences(briefing, "customer_context>")).as(text).isEqualTo(2);
            String block = briefing.substring(briefing.indexOf(OPEN) + OPEN.length(), briefing.indexOf(CLOSE));
            JsonObject data = new JsonObject(block);
            assertThat(data.fieldNames()).as(text).containsExactly("signal", "engagementRate", "bought", "intents");
            assertThat(data.getString("signal")).isEqualTo("drop");
            assertThat(data.getJsonArray("intents")).hasSize(1);
            assertThat(data.getJsonArray("intents")
                            .getJsonObject(0)
                            .getString("name")
                            .length())
                    .isLessThanOrEqualTo(200);
            assertThat(briefing.lines()).as(text).allMatch(line -> HostileText.isClean(line, "\n"));
        }
    }

    @Test
    void items_and_queries_come_back_as_plain_text_in_well_formed_answers() {
        List<String> strings = HostileText.all().stream()
                .filter(text -> text.indexOf('\0') < 0)
                .toList();
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < strings.size(); i++) {
            items.append(new JsonObject()
                            .put("itemId", "hostile-" + i)
                            .put("name", HostileText.cut(strings.get(i), 300))
                            .put("category", HostileText.cut("hostile " + strings.get(i), 200))
                            .put("description", "gadget " + strings.get(i))
                            .put("price", 10)
                            .put("currency", "USD")
                            .encode())
                    .append('\n');
        }
        Api.admin()
                .contentType("application/x-ndjson")
                .body(items.toString().getBytes(StandardCharsets.UTF_8))
                .post("/admin/items/import")
                .then()
                .statusCode(200);
        String customer = "user_" + UUID.randomUUID();
        Visit visit = Visit.of(customer);
        for (int i = 0; i < strings.size(); i += 5) {
            visit.does("search_items", "query", HostileText.cut("gadget " + strings.get(i), 500), "limit", 5)
                    .body("data.sessionId", is(visit.sessionId()));
            if (visit.call("view_item", "itemId", "hostile-" + i).extract().statusCode() == 200) {
                Map<String, Object> item = visit.does("view_item", "itemId", "hostile-" + i)
                        .extract()
                        .path("data.item");
                assertThat(item.values())
                        .allMatch(value -> !(value instanceof String text) || HostileText.isClean(text, ""));
            }
        }
        org.awaitility.Awaitility.await()
                .until(() -> !netmera.received(customer).isEmpty());
        assertThat(netmera.namesReceived(customer))
                .isSubsetOf("AISessionStarted", "AIQuerySubmitted", "AIResultViewed");
    }

    private String briefing(String name, String category) {
        String customer = "user_" + UUID.randomUUID();
        insightarc.knows(
                customer,
                new JsonObject()
                        .put(
                                "stats",
                                new JsonObject()
                                        .put("bought", false)
                                        .put("engagement_rate", 35.0)
                                        .put("type_of_signal", "drop"))
                        .put(
                                "intents",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("name", name)
                                                .put("category", category)
                                                .put("url", name)
                                                .put("price_cur", name))));
        return Visit.of(customer).does("get_customer_context").extract().path("data.briefing");
    }

    private static int occurrences(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }
}
