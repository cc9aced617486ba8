package dev.earshot.audience;

import static dev.earshot.audience.Hikers.HIKERS;
import static dev.earshot.audience.Hikers.made;
import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.database.StoredSignals;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Audiences as planners keep them. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class AudienceTest {
    @Inject
    Pool pool;

    @BeforeEach
    void nobodyHasShownAnything() {
        StoredSignals.forgetAll(pool);
    }

    @Test
    void an_audience_is_made_found_and_listed_by_its_owner() {
        String id = made("ann", "Hikers of Californiä", HIKERS);

        planner("ann")
                .get("/audiences/{id}", id)
                .then()
                .statusCode(200)
                .body("data.name", is("Hikers of Californiä"))
                .body("data.version", is(1))
                .body("data.tag", startsWith("hikers_of_california_"))
                .body("data.active", is(false))
                .body("data.rule.all[1].any", contains("trans_hiking", "int_hiking"));
        planner("ann").get("/audiences?q=hikers").then().body("data.id", contains(id));
        planner("ann").get("/audiences?q=100%").then().body("data", empty());
        planner("bob").get("/audiences").then().body("data", empty());
    }

    @Test
    void another_planners_audience_does_not_exist() {
        String id = made("ann", "Mine", HIKERS);
        Map<String, Object> change = Map.of("name", "Yours", "rule", new JsonObject(HIKERS).getMap());

        List.of("", "/versions", "/members", "/members/user_1", "/activations", "/activations/act_1", "/refused")
                .forEach(path ->
                        isUnknown(planner("bob").get("/audiences/" + id + path).then()));
        List.of("/activate", "/refresh", "/deactivate")
                .forEach(path ->
                        isUnknown(planner("bob").post("/audiences/" + id + path).then()));
        isUnknown(planner("bob").body(change).put("/audiences/" + id).then());
        isUnknown(planner("bob").delete("/audiences/" + id).then());
        isUnknown(planner("bob")
                .body(Map.of("audiences", List.of(id, id)))
                .post("/audiences/overlap")
                .then());
        isUnknown(planner("bob")
                .accept("text/csv")
                .get("/audiences/" + id + "/members")
                .then());
    }

    @Test
    void pages_follow_one_another_to_the_end() {
        IntStream.range(0, 5).forEach(n -> made("ann", "Number " + n, HIKERS));
        List<String> names = new ArrayList<>();
        String cursor = null;
        do {
            var page = planner("ann")
                    .queryParam("limit", 2)
                    .queryParams(cursor == null ? Map.of() : Map.of("cursor", cursor))
                    .get("/audiences")
                    .jsonPath();
            names.addAll(page.getList("data.name"));
            cursor = page.getString("nextCursor");
        } while (cursor != null);

        assertThat(names).containsExactly("Number 4", "Number 3", "Number 2", "Number 1", "Number 0");
    }

    @Test
    void every_change_is_a_version_with_author_time_and_content() {
        String id = made("ann", "Hikers", HIKERS);
        change(id, "Campers", 1).statusCode(200).body("data.version", is(2)).body("data.name", is("Campers"));

        planner("ann")
                .get("/audiences/{id}/versions", id)
                .then()
                .body("data.version", contains(2, 1))
                .body("data.name", contains("Campers", "Hikers"))
                .body("data.by", contains("ann", "ann"))
                .body("data[0].at", notNullValue())
                .body("data[1].rule.none", contains("demo_student"));
    }

    @Test
    void a_change_of_what_has_been_changed_since_is_refused() {
        String id = made("ann", "Hikers", HIKERS);
        change(id, "First", 1).statusCode(200);
        change(id, "Second", 1).statusCode(409).body("code", is("AUDIENCE_CHANGED"));
        change(id, "Third", null).statusCode(200).body("data.version", is(3));
    }

    @Test
    void a_rule_that_names_unknown_signals_is_refused_with_each_of_them() {
        planner("ann")
                .body("{\"name\":\"x\",\"rule\":{\"all\":[{\"any\":[\"loc_ca\",\"loc_atlantis\"]}],"
                        + "\"none\":[\"nope\"]}}")
                .post("/audiences")
                .then()
                .statusCode(400)
                .body("code", is("INVALID_RULE"))
                .body("errors.field", contains("rule.all[0].any[1]", "rule.none[0]"));
    }

    /** To pass over a misspelt member would be to tag other people than were asked for. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                """
                rule.non | {"name":"x","rule":{"all":[{"any":["loc_ca"]}],"non":["demo_student"]}}""",
                """
                rule.all[0].atLeast | {"name":"x","rule":{"all":[{"any":["loc_ca"],"atLeast":2}]}}""",
                """
                rule.all[0].any[1].whithin \
                  | {"name":"x","rule":{"all":[{"any":["loc_ca",{"signal":"int_hiking","whithin":"P30D"}]}]}}""",
                """
                verison | {"name":"x","rule":{"all":[{"any":["loc_ca"]}]},"verison":3}""",
            })
    void a_misspelt_member_is_refused_where_it_stands(String field, String body) {
        String id = made("ann", "Hikers", HIKERS);

        isRefused(field, planner("ann").body(body).post("/audiences").then());
        isRefused(field, planner("ann").body(body).put("/audiences/{id}", id).then());
        isRefused(
                field,
                planner("ann")
                        .body(body.replace("\"name\":\"x\",", ""))
                        .post("/audiences/estimate")
                        .then());
    }

    @Test
    void a_deleted_audience_is_gone() {
        String id = made("ann", "Hikers", HIKERS);
        planner("ann").delete("/audiences/{id}", id).then().statusCode(204);
        isUnknown(planner("ann").get("/audiences/{id}", id).then());
        isUnknown(planner("ann").delete("/audiences/{id}", id).then());
        planner("ann").get("/audiences").then().body("data", empty());
    }

    private static ValidatableResponse change(String id, String name, Integer version) {
        JsonObject body = new JsonObject().put("name", name).put("rule", new JsonObject(HIKERS));
        if (version != null) {
            body.put("version", version);
        }
        return planner("ann").body(body.encode()).put("/audiences/{id}", id).then();
    }

    private static void isRefused(String field, ValidatableResponse answer) {
        answer.statusCode(400).body("code", is("INVALID_INPUT")).body("errors.field", contains(field));
    }

    private static void isUnknown(ValidatableResponse answer) {
        answer.statusCode(404).body("code", is("AUDIENCE_NOT_FOUND")).body("data", nullValue());
    }
}
