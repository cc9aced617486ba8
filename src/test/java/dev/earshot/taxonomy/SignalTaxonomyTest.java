package dev.earshot.taxonomy;

import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.earshot.testing.Surroundings;
import dev.earshot.testing.database.OwnDatabase;
import dev.earshot.testing.database.Rows;
import dev.earshot.testing.database.StoredSignals;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OwnDatabase.class)
@WithTestResource(Surroundings.class)
class SignalTaxonomyTest extends ImportedTaxonomy {
    @Test
    void all_who_wait_for_the_first_index_get_it_on_their_own_context_with_their_request() throws Exception {
        SignalTaxonomy started = new SignalTaxonomy(rows, notifications, read);
        List<CompletableFuture<Boolean>> callers =
                IntStream.range(0, 5).mapToObj(n -> waitFor(started)).toList();

        for (CompletableFuture<Boolean> caller : callers) {
            assertThat(caller.get(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_caller_is_refused_while_the_first_index_cant_be_read_and_served_soon_after() {
        SqlConnection other = pool.getConnectionAndAwait();
        Transaction lock = other.beginAndAwait();
        other.query("lock table taxonomy_state, signal").executeAndAwait();
        SignalTaxonomy started = new SignalTaxonomy(rows, notifications, read);

        assertThatThrownBy(() -> started.index().await().atMost(Duration.ofSeconds(8)))
                .hasFieldOrPropertyWithValue("code", "TIMED_OUT");

        lock.rollbackAndAwait();
        other.closeAndAwait();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(started.index().await().atMost(Duration.ofSeconds(8)))
                        .isNotNull());
    }

    @Test
    void a_starter_taxonomy_that_an_import_has_changed_stays_as_it_is_when_a_replica_starts() {
        pool.query("create table as_it_was as select * from signal").executeAndAwait();
        pool.query("update signal set source = 'import', keywords = keywords || '{own word}'")
                .executeAndAwait();
        try {
            new SignalTaxonomy(rows, notifications, read).index().await().atMost(Duration.ofSeconds(30));

            assertThat(Rows.number(pool, "select count(*) from signal where not keywords @> '{own word}'"))
                    .isZero();
        } finally {
            pool.query(
                            "update signal s set source = w.source, keywords = w.keywords from as_it_was w where w.id = s.id")
                    .executeAndAwait();
            pool.query("drop table as_it_was").executeAndAwait();
        }
    }

    @Test
    void the_starter_taxonomy_is_there_from_the_start() {
        planner("ann")
                .get("/taxonomy/signals/loc_ca")
                .then()
                .statusCode(200)
                .body("data.name", is("California"))
                .body("data.type", is("location"));
        planner("ann").get("/taxonomy/signals/trans_hiking").then().body("data.name", is("Outdoor & Hiking"));
        planner("ann")
                .get("/taxonomy/signals/loc_nowhere")
                .then()
                .statusCode(404)
                .body("code", is("SIGNAL_NOT_FOUND"));
        assertThat(planner("ann")
                        .queryParam("limit", 200)
                        .get("/taxonomy/signals")
                        .jsonPath()
                        .getList("data"))
                .hasSize(200);
    }

    @Test
    void signals_are_found_by_name_meaning_and_type() {
        planner("ann").queryParam("q", "calif").get("/taxonomy/signals").then().body("data[0].id", is("loc_ca"));
        planner("ann")
                .queryParam("q", "hiking gear")
                .queryParam("type", "transaction")
                .get("/taxonomy/signals")
                .then()
                .body("data.id", hasItem("trans_hiking"));
        planner("ann")
                .queryParam("type", "mood")
                .get("/taxonomy/signals")
                .then()
                .statusCode(400);
    }

    @Test
    void a_change_has_a_version_of_its_own_from_its_commit_on_and_not_before() {
        long before = version();
        SqlConnection importing = pool.getConnectionAndAwait();
        Transaction transaction = importing.beginAndAwait();
        keep(importing, "own_late");
        rows.changed(importing).await().indefinitely();
        assertThat(version()).isEqualTo(before);
        transaction.commitAndAwait();
        importing.closeAndAwait();
        assertThat(version()).isGreaterThan(before);
    }

    @Test
    void a_change_by_a_replica_of_an_older_version_is_known_by_its_notice() {
        keep(pool, "own_old");
        rows.tell().await().indefinitely();
        await().untilAsserted(() ->
                planner("ann").get("/taxonomy/signals/own_old").then().statusCode(200));
    }

    @Test
    void a_tier_that_is_retired_keeps_the_members_of_saved_audiences_and_their_planner_is_told() {
        String parent = signal("own_outdoor", "Own outdoor");
        imported("application/x-ndjson", "", parent + "\n" + signal("own_trek", "Own outdoor", "Trek"));
        awaitStatus("own_trek", 200);
        StoredSignals.show(pool, List.of("trekker_1", "trekker_2"), "own_trek");
        String rule = "{\"all\":[{\"any\":[\"own_outdoor\"]}]}";
        String id = planner("ann")
                .body("{\"name\":\"Outdoor\",\"rule\":" + rule + "}")
                .post("/audiences")
                .then()
                .statusCode(201)
                .body("data.warnings", nullValue())
                .extract()
                .path("data.id");

        // What stood below it moves away with the same import.
        imported("application/x-ndjson", "?replace=true", starter() + "\n" + signal("own_trek", "Trek"));
        awaitStatus("own_outdoor", 404);

        planner("ann")
                .get("/audiences/" + id)
                .then()
                .body("data.warnings.code", is(List.of("SIGNAL_RETIRED")))
                .body("data.warnings[0].signal", is("own_outdoor"))
                .body("data.warnings[0].name", is("Own outdoor"));
        planner("ann").get("/audiences?q=Outdoor").then().body("data[0].warnings[0].signal", is("own_outdoor"));
        planner("ann")
                .get("/audiences/" + id + "/members")
                .then()
                .statusCode(200)
                .body("data.customerId", is(List.of("trekker_1", "trekker_2")));
        planner("ann")
                .body("{\"rule\":" + rule + "}")
                .post("/audiences/estimate")
                .then()
                .statusCode(200)
                .body("data.count", is(2))
                .body("data.warnings.signal", is(List.of("own_outdoor")));
        planner("ann")
                .body("{\"name\":\"Another\",\"rule\":" + rule + "}")
                .post("/audiences")
                .then()
                .statusCode(400)
                .body("code", is("INVALID_RULE"));
        planner("ann")
                .body("{\"name\":\"Renamed\",\"rule\":" + rule + "}")
                .put("/audiences/" + id)
                .then()
                .statusCode(200)
                .body("data.warnings.signal", is(List.of("own_outdoor")));
        imported("application/x-ndjson", "", parent);
        awaitStatus("own_outdoor", 200);
        planner("ann").get("/audiences/" + id).then().body("data.warnings", nullValue());
    }
}
