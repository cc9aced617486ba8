package dev.earshot.audience;

import static dev.earshot.audience.Hikers.made;
import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.earshot.testing.Api;
import dev.earshot.testing.Catalogue;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.database.StoredSignals;
import dev.earshot.testing.stub.InsightarcStub;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Audiences of what customers did in the tools: saved but not bought, twice in a week, one thing after another. */
@QuarkusTest
@TestProfile(ManualDispatch.class)
@WithTestResource(Surroundings.class)
class EventRulesTest {
    private static final String SAVED_NOT_BOUGHT = """
            {"all":[{"any":[{"event":"ai_item_saved","within":"P7D"}]}],
             "none":[{"event":"ai_conversion_completed","within":"P7D"}]}""";

    InsightarcStub insightarc;

    @Inject
    Pool pool;

    /** Ann saves, Bob saves and buys, Cem buys and saves later, Dilek only looks. */
    @BeforeEach
    void visits() {
        insightarc.reset();
        StoredSignals.forgetAll(pool);
        Catalogue.ofASmallShop();
        Visit.of("ann").does("save_item", "itemId", "tent-1");
        Visit bob = Visit.of("bob");
        bob.does("save_item", "itemId", "backpack-1");
        bob.does("complete_conversion", "itemId", "backpack-1", "revenue", 90, "currency", "USD");
        Visit cem = Visit.of("cem");
        cem.does("complete_conversion", "itemId", "tent-1", "revenue", 240, "currency", "USD");
        cem.does("save_item", "itemId", "FLIGHT-BCN-001");
        Visit.of("dilek").does("view_item", "itemId", "tent-1");
    }

    private static ValidatableResponse estimate(String rule) {
        return planner("ann")
                .body("{\"rule\":" + rule + "}")
                .post("/audiences/estimate")
                .then();
    }

    private static List<String> members(String rule) {
        return planner("ann")
                .get("/audiences/{id}/members", made("ann", "Any", rule))
                .then()
                .statusCode(200)
                .extract()
                .path("data.customerId");
    }

    @Test
    void saved_but_not_bought_in_the_last_week_is_sized_listed_and_explained() {
        estimate(SAVED_NOT_BOUGHT)
                .statusCode(200)
                .body("data.count", is(1))
                .body("data.universe", is(4))
                .body("data.perSignal", empty())
                .body("data.perCriterion.count", contains(3, 2))
                .body("data.perCriterion.without", contains(2, 3))
                .body("data.perCriterion[0].criterion.event", is("ai_item_saved"));
        String id = made("ann", "Undecided", SAVED_NOT_BOUGHT);
        planner("ann").get("/audiences/{id}/members", id).then().body("data.customerId", contains("ann"));
        planner("ann")
                .get("/audiences/{id}/members/{customer}", id, "bob")
                .then()
                .statusCode(200)
                .body("data.member", is(false))
                .body("data.groups[0].fulfilled", is(true))
                .body("data.groups[0].events[0].count", is(1))
                .body("data.groups[0].events[0].last", startsWith("20"))
                .body("data.excludedByEvents[0].criterion.event", is("ai_conversion_completed"));
        planner("ann")
                .accept("text/csv")
                .get("/audiences/{id}/members", id)
                .then()
                .statusCode(200)
                .body(containsString("\"ann\",false"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                """
                ann,cem | {"event":"ai_item_saved","where":{"price":{"min":200}}}""",
                """
                ann | {"event":"ai_item_saved","where":{"category":"Tents"}}""",
                """
                ann,bob | {"event":"ai_item_saved","where":{"category":"outdoor"}}""",
                """
                ann,bob,cem | {"event":"ai_item_saved","where":{"currency":["usd","EUR"]}}""",
                """
                bob | {"event":"ai_conversion_completed","where":{"revenue":90}}""",
                """
                cem | {"event":"ai_conversion_completed","where":{"item_id":"tent-1"}}""",
                """
                ann,bob,cem,dilek | {"event":"ai_session_started","within":"PT1H"}""",
                """
                - | {"event":"ai_item_saved","atLeast":2}""",
                """
                bob | {"sequence":[{"event":"ai_item_saved"},{"event":"ai_conversion_completed","within":"P1D"}]}""",
                """
                cem | {"sequence":[{"event":"ai_conversion_completed"},{"event":"ai_item_saved"}]}""",
                """
                ann,cem | {"sequence":[{"event":"ai_item_saved"},\
                {"not":{"event":"ai_conversion_completed"},"within":"P7D"}]}""",
                """
                ann,cem | {"sequence":[{"event":"ai_item_saved"},\
                {"not":{"event":"ai_conversion_completed","where":{"revenue":{"max":100}}}}]}""",
            })
    void a_criterion_finds_those_who_did_as_it_says(String expected, String criterion) {
        String rule = "{\"all\":[{\"any\":[" + criterion + "]}]}";
        List<String> wanted = expected.equals("-") ? List.of() : List.of(expected.split(","));
        assertThat(members(rule)).containsExactlyInAnyOrderElementsOf(wanted);
        estimate(rule).body("data.count", is(wanted.size()));
    }

    @Test
    void events_and_signals_mix_in_groups_and_exclusions() {
        StoredSignals.show(pool, List.of("ann", "dilek", "eve"), "loc_ca");
        String rule = """
                {"all":[{"any":["loc_ca"]},{"any":["int_dogs",{"event":"ai_result_viewed"},{"event":"ai_item_saved"}]}],
                 "none":[{"event":"ai_item_saved","where":{"category":"flights"}}]}""";
        assertThat(members(rule)).containsExactlyInAnyOrder("ann", "dilek");
        estimate(rule).body("data.universe", is(5)).body("data.perSignal.id", contains("loc_ca", "int_dogs"));
    }

    @Test
    void excluding_an_event_alone_matches_all_others_who_were_seen() {
        assertThat(members("{\"none\":[{\"event\":\"ai_conversion_completed\"}]}"))
                .containsExactlyInAnyOrder("ann", "dilek");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "people who saved an item but didn't buy in the last week | saved an item"
                        + " | That is 1 of the 4 customers",
                "son 7 günde ürün kaydedip satın almayanlar | ürün kaydetti | görülen 4 müşteriden 1 tanesi",
            })
    void the_agent_reads_what_customers_did_and_sizes_it(String brief, String words, String size) {
        Map<String, Object> draft = planner("ann")
                .body(Map.of("content", brief))
                .post("/chat/messages")
                .then()
                .statusCode(201)
                .body("data.content", containsString(words))
                .body("data.content", containsString(size))
                .body("data.metadata.unused", empty())
                .extract()
                .path("data.metadata.draft");
        assertThat(new JsonObject(draft)).isEqualTo(new JsonObject(SAVED_NOT_BOUGHT));
    }

    @Test
    void a_customer_who_opted_out_is_in_no_audience() {
        Api.admin()
                .body(Map.of("granted", false))
                .put("/admin/customers/{id}/consent", "ann")
                .then()
                .statusCode(200);
        estimate(SAVED_NOT_BOUGHT).body("data.count", is(0));
    }

    @Test
    void a_saved_rule_is_given_back_as_it_was_sent_and_has_versions() {
        String id = made("ann", "Undecided", SAVED_NOT_BOUGHT);
        Map<String, Object> rule =
                planner("ann").get("/audiences/{id}", id).then().extract().path("data.rule");
        assertThat(new JsonObject(rule)).isEqualTo(new JsonObject(SAVED_NOT_BOUGHT));
        planner("ann")
                .get("/audiences/{id}/versions", id)
                .then()
                .body("data[0].rule.none[0].event", is("ai_conversion_completed"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                """
                rule.none[0].event | names no event | {"none":[{"event":"ai_item_swallowed"}]}""",
                """
                rule.none[0].where.colour | is no parameter of ai_item_saved \
                  | {"none":[{"event":"ai_item_saved","where":{"colour":"red"}}]}""",
                """
                rule.none[0].within | span of time | {"none":[{"event":"ai_item_saved","within":"a week"}]}""",
                """
                rule.none[0].within | whole days | {"none":[{"signal":"loc_ca","within":"PT1H"}]}""",
                """
                rule.none[0].where.price | not above \
                  | {"none":[{"event":"ai_item_saved","where":{"price":{"min":9,"max":3}}}]}""",
                """
                rule.none[0].atleast | not known | {"none":[{"event":"ai_item_saved","atleast":2}]}""",
                """
                rule.none[0].sequence[1].wihtin | not known \
                  | {"none":[{"sequence":[{"event":"ai_item_saved"},{"event":"ai_item_saved","wihtin":"P1D"}]}]}""",
                """
                rule.none[0] | must be a signal | {"none":[7]}""",
            })
    void a_criterion_that_makes_no_sense_is_refused_with_its_place_and_a_reason(
            String field, String reason, String rule) {
        estimate(rule)
                .statusCode(400)
                .body("errors.field", hasItem(field))
                .body("errors.message", hasItem(containsString(reason)))
                .body("detail", not(containsString("Exception")));
    }
}
