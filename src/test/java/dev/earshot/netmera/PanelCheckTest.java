package dev.earshot.netmera;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.stub.InsightarcStub;
import dev.earshot.testing.stub.NetmeraStub;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A taxonomy that Netmera's panel spells otherwise is found before journeys stop. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class PanelCheckTest {
    NetmeraStub netmera;
    InsightarcStub insightarc;

    @Inject
    Pool pool;

    private final JsonObject panel = new JsonObject()
            .put("standardEvents", new JsonArray())
            .put(
                    "customEvents",
                    new JsonArray()
                            .add(event("AISessionStarted", "platform STRING", "entryPoint STRING"))
                            .add(event(
                                    "AIQuerySubmitted",
                                    "platform STRING",
                                    "queryText STRING",
                                    "category STRING",
                                    "filters STRING"))
                            .add(event("AIResultViewed", "itemId STRING", "itemName STRING", "price DOUBLE"))
                            .add(event("AIItemSaved", "itemId STRING", "itemType STRING"))
                            .add(event(
                                    "AIConversionCompleted",
                                    "itemId STRING",
                                    "revenue DOUBLE",
                                    "currency STRING",
                                    "sourceEvent STRING")));

    @BeforeEach
    void register() {
        netmera.hasPanel(panel);
        netmera.hasAttributes();
        pool.query("truncate customer").executeAndAwait();
    }

    @AfterEach
    void forget() {
        netmera.hasPanel(null);
    }

    @Test
    void a_panel_that_has_everything_as_it_is_sent_gives_no_findings() {
        check().body("data", empty());
    }

    @Test
    void an_event_that_is_missing_and_one_that_is_spelled_otherwise_are_named_with_both_spellings() {
        named("AIItemSaved").put("code", "ai_item_saved").put("eventName", "ai_item_saved");
        named("AIResultViewed").put("code", "Looked").put("eventName", "Looked");

        check().body("data.problem", contains("missing_event", "spelling"))
                .body("data.ours", contains("AIResultViewed", "AIItemSaved"))
                .body("data[1].theirs", is("ai_item_saved"));
    }

    @Test
    void attributes_that_are_missing_mistyped_misspelled_or_insisted_on_are_named() {
        named("AIConversionCompleted")
                .put(
                        "attributes",
                        new JsonArray()
                                .add(attribute("itemId STRING"))
                                .add(attribute("revenue STRING"))
                                .add(attribute("source_event STRING"))
                                .add(attribute("store STRING").put("mandatory", true)));

        check().body("data.problem", hasItems("type", "missing_attribute", "spelling", "mandatory_attribute"))
                .body("data.find { it.problem == 'type' }.theirs", is("revenue STRING"))
                .body("data.find { it.problem == 'missing_attribute' }.ours", is("currency"))
                .body("data.find { it.problem == 'spelling' }.theirs", is("source_event"))
                .body("data.find { it.problem == 'mandatory_attribute' }.theirs", is("store"));
    }

    @Test
    void the_time_of_an_event_is_no_finding_unless_the_panel_has_it_as_another_type() {
        named("AIItemSaved")
                .put(
                        "attributes",
                        new JsonArray()
                                .add(attribute("itemId STRING"))
                                .add(attribute("itemType STRING"))
                                .add(attribute("eventTime TIME_STAMP").put("mandatory", true)));

        check().body("data.problem", contains("type")).body("data[0].theirs", is("eventTime TIME_STAMP"));
    }

    @Test
    void attributes_of_profiles_that_customers_have_are_checked_like_those_of_events() {
        Visit visit = Visit.anonymous();
        visit.does(
                "identify_customer",
                "customerId",
                "user_" + UUID.randomUUID(),
                "profile",
                new JsonObject()
                        .put("email", "a@example.com")
                        .put("favourite_colour", "red")
                        .put("age", 41)
                        .put("member", true)
                        .put("birthday", "1985-03-01")
                        .put("shoe_size", 43));
        netmera.hasAttributes(
                "email STRING", "favouriteColour STRING", "age STRING", "member BOOLEAN", "birthday DATE");

        check().body("data.event.unique()", contains("profile"))
                .body("data.problem", containsInAnyOrder("spelling", "type", "missing_attribute"))
                .body("data.find { it.problem == 'spelling' }.ours", is("favourite_colour"))
                .body("data.find { it.problem == 'spelling' }.theirs", is("favouriteColour"))
                .body("data.find { it.problem == 'type' }.theirs", is("age STRING"))
                .body("data.find { it.problem == 'missing_attribute' }.ours", is("shoe_size"));
    }

    @Test
    void a_panel_that_cannot_be_read_is_said_to_be_so() {
        netmera.hasPanel(null);
        Api.admin()
                .get("/admin/taxonomy-check")
                .then()
                .statusCode(503)
                .header("Retry-After", is("30"))
                .body("code", is("NETMERA_UNREACHABLE"));
    }

    private ValidatableResponse check() {
        return Api.admin().get("/admin/taxonomy-check").then().statusCode(200);
    }

    private JsonObject named(String code) {
        return panel.getJsonArray("customEvents").stream()
                .map(JsonObject.class::cast)
                .filter(event -> code.equals(event.getString("code")))
                .findFirst()
                .orElseThrow();
    }

    private static JsonObject event(String code, String... attributes) {
        JsonArray all = new JsonArray();
        for (String attribute : attributes) {
            all.add(attribute(attribute));
        }
        return new JsonObject().put("code", code).put("eventName", code).put("attributes", all);
    }

    private static JsonObject attribute(String codeAndType) {
        String[] parts = codeAndType.split(" ");
        return new JsonObject().put("code", parts[0]).put("dataType", parts[1]).put("mandatory", false);
    }
}
