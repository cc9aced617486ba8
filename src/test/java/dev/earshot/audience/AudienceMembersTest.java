package dev.earshot.audience;

import static dev.earshot.audience.Hikers.HIKERS;
import static dev.earshot.audience.Hikers.customers;
import static dev.earshot.audience.Hikers.made;
import static dev.earshot.testing.Api.planner;
import static dev.earshot.testing.database.StoredSignals.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.database.DuckDbRows;
import dev.earshot.testing.database.StoredSignals;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The members of an audience, the number of their audiences, and the evidence. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class AudienceMembersTest {
    @Inject
    Pool pool;

    @TempDir
    Path folder;

    @BeforeEach
    void nobodyHasShownAnything() {
        StoredSignals.forgetAll(pool);
    }

    @Test
    void members_are_listed_by_pages_streamed_and_counted_alike() {
        List<String> members = customers("user_", 25);
        show(pool, members, "loc_ca", "int_hiking");
        show(pool, customers("other_", 5), "loc_ca");
        show(pool, List.of("anon_1"), "loc_ca", "trans_hiking");
        show(pool, List.of("student"), "loc_ca", "trans_hiking", "demo_student");
        String id = made("ann", "Hikers", HIKERS);

        assertThat(paged(id))
                .hasSize(26)
                .containsAll(members)
                .contains("anon_1")
                .doesNotHaveDuplicates();
        assertThat(streamed(id, "application/x-ndjson").lines().map(JsonObject::new))
                .hasSize(26)
                .anySatisfy(line -> assertThat(line)
                        .isEqualTo(new JsonObject().put("customerId", "anon_1").put("anonymous", true)));
        assertThat(streamed(id, "text/csv").lines())
                .hasSize(27)
                .startsWith("customerId,anonymous")
                .contains("\"user_7\",false");
        planner("ann")
                .body("{\"rule\":" + HIKERS + "}")
                .post("/audiences/estimate")
                .then()
                .statusCode(200)
                .body("data.count", is(26))
                .body("data.universe", is(32))
                .body("data.perSignal.find{it.id=='demo_student'}.without", is(27));
    }

    @Test
    void a_stream_has_as_many_members_as_there_are() {
        List<String> members = customers("many_", 4_001);
        show(pool, members, "loc_ca", "int_hiking");
        String id = made("ann", "Many", HIKERS);

        assertThat(streamed(id, "application/x-ndjson")
                        .lines()
                        .map(line -> new JsonObject(line).getString("customerId")))
                .hasSize(4_001)
                .hasSameElementsAs(new HashSet<>(members));
    }

    @Test
    void no_id_becomes_a_formula_of_a_spreadsheet() {
        show(pool, List.of("=HYPERLINK(\"x\")", "@a", "plain,\"quoted\""), "loc_ca", "int_hiking");
        String id = made("ann", "Hikers", HIKERS);

        assertThat(streamed(id, "text/csv").lines())
                .contains("\"'=HYPERLINK(\"\"x\"\")\",false", "\"'@a\",false", "\"plain,\"\"quoted\"\"\",false");
    }

    @Test
    void it_says_why_a_customer_is_in_it_or_not() {
        show(pool, List.of("in"), "loc_ca", "int_hiking");
        show(pool, List.of("student"), "loc_ca", "int_hiking", "demo_student");
        show(pool, List.of("elsewhere"), "int_hiking");
        String id = made("ann", "Hikers", HIKERS);

        planner("ann")
                .get("/audiences/{id}/members/in", id)
                .then()
                .body("data.member", is(true))
                .body("data.groups.fulfilled", contains(true, true))
                .body("data.groups[1].shown.signal", contains("int_hiking"))
                .body("data.groups[1].shown[0].count", is(1))
                .body("data.groups[1].shown[0].lastSeen", notNullValue());
        planner("ann")
                .get("/audiences/{id}/members/student", id)
                .then()
                .body("data.member", is(false))
                .body("data.excludedBy.signal", contains("demo_student"));
        planner("ann")
                .get("/audiences/{id}/members/elsewhere", id)
                .then()
                .body("data.member", is(false))
                .body("data.groups.fulfilled", contains(false, true))
                .body("data.groups[0].any", contains("loc_ca"))
                .body("data.groups[0].shown", empty());
        planner("ann")
                .get("/audiences/{id}/members/nobody", id)
                .then()
                .statusCode(200)
                .body("data.member", is(false));
    }

    @Test
    void two_audiences_overlap_where_customers_are_in_both() {
        show(pool, customers("a", 3), "loc_ca");
        show(pool, customers("b", 4), "int_hiking");
        show(pool, customers("c", 2), "loc_ca", "int_hiking");
        String place = made("ann", "Place", "{\"all\":[{\"any\":[\"loc_ca\"]}]}");
        String thing = made("ann", "Thing", "{\"all\":[{\"any\":[\"int_hiking\"]}]}");

        planner("ann")
                .body(Map.of("audiences", List.of(place, thing)))
                .post("/audiences/overlap")
                .then()
                .statusCode(200)
                .body("data.first", is(5))
                .body("data.second", is(6))
                .body("data.both", is(2));
    }

    @Test
    void a_cursor_that_was_not_given_out_is_refused() {
        String id = made("ann", "Hikers", HIKERS);
        List.of("!", "-1", "zzzzzzzzzz")
                .forEach(cursor -> planner("ann")
                        .queryParam("cursor", cursor)
                        .get("/audiences/{id}/members", id)
                        .then()
                        .statusCode(400));
    }

    private static List<String> paged(String id) {
        List<String> ids = new ArrayList<>();
        String cursor = null;
        do {
            var page = planner("ann")
                    .queryParam("limit", 10)
                    .queryParams(cursor == null ? Map.of() : Map.of("cursor", cursor))
                    .get("/audiences/{id}/members", id)
                    .jsonPath();
            ids.addAll(page.getList("data.customerId"));
            cursor = page.getString("nextCursor");
        } while (cursor != null);
        return ids;
    }

    @Test
    void duckdb_finds_all_members_in_the_parquet_file() throws Exception {
        List<String> members = customers("user_", 2_500);
        show(pool, members, "loc_ca", "int_hiking");
        show(pool, List.of("anon_1"), "loc_ca", "trans_hiking");
        String id = made("ann", "Hikers", HIKERS);

        byte[] file = planner("ann")
                .accept("application/vnd.apache.parquet")
                .get("/audiences/{id}/members", id)
                .then()
                .statusCode(200)
                .contentType("application/vnd.apache.parquet")
                .header("Content-Disposition", is("attachment; filename=\"members.parquet\""))
                .extract()
                .asByteArray();
        Path parquet = Files.write(folder.resolve("members.parquet"), file);

        assertThat(DuckDbRows.of("select \"customerId\", anonymous from read_parquet('" + parquet + "')"))
                .hasSize(2_501)
                .contains(List.of("anon_1", "true"), List.of("user_7", "false"))
                .doesNotHaveDuplicates();
    }

    private static String streamed(String id, String type) {
        return planner("ann")
                .accept(type)
                .get("/audiences/{id}/members", id)
                .then()
                .statusCode(200)
                .contentType(matchesPattern(type + "(;charset=UTF-8)?"))
                .header("Content-Disposition", startsWith("attachment"))
                .extract()
                .asString();
    }
}
