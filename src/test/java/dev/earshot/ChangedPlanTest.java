package dev.earshot;

import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A newer version migrates the schema while this one runs on warm connections. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class ChangedPlanTest {
    private static final List<String> TABLES = List.of(
            "audience",
            "activation",
            "audience_version",
            "item",
            "delivery",
            "lane",
            "session",
            "call",
            "conversation",
            "message");
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int AT_ONCE = 14;

    @Inject
    Pool pool;

    @Test
    void a_column_that_is_added_disturbs_no_statement() {
        useEverything();
        useEverything();
        TABLES.forEach(table ->
                run("alter table " + table + " add column added_" + Long.toString(System.nanoTime(), 36) + " text"));
        IntStream.range(0, AT_ONCE).forEach(again -> useEverything());
    }

    @Test
    void a_statement_whose_plan_has_changed_is_prepared_again() {
        run("create table if not exists changed_plan (id integer, n integer)");
        run("insert into changed_plan values (1, 2)");
        read();
        run("alter table changed_plan alter column n type bigint");
        read();
        run("drop table changed_plan");
    }

    /** On all connections at once. */
    private void read() {
        List<Uni<Number>> reads = IntStream.range(0, AT_ONCE)
                .mapToObj(one -> pool.preparedQuery("select n, pg_sleep(0.05)::text from changed_plan")
                        .execute()
                        .map(rows -> number(rows.iterator().next())))
                .toList();
        assertThat(Uni.join().all(reads).andFailFast().await().atMost(SOON)).hasSize(AT_ONCE);
    }

    private static Number number(Row row) {
        return (Number) row.getValue(0);
    }

    private void run(String sql) {
        pool.query(sql).execute().await().atMost(SOON);
    }

    private static void useEverything() {
        String id = planner("ann")
                .body("{\"name\":\"Hikers\",\"rule\":{\"all\":[{\"any\":[\"int_hiking\"]}]}}")
                .post("/audiences")
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");
        planner("ann").get("/audiences").then().statusCode(200);
        planner("ann").get("/audiences/{id}/versions", id).then().statusCode(200);
        planner("ann").post("/audiences/{id}/activate", id).then().statusCode(202);
        planner("ann").get("/audiences/{id}/activations", id).then().statusCode(200);
        String conversation = Api.conversation(planner("ann"));
        planner("ann").get("/chat/conversations/{id}", conversation).then().statusCode(200);
        planner("ann").get("/chat/conversations").then().statusCode(200);
        Visit visit = Visit.of("changed_plan");
        visit.does("search_items", "query", "tent");
        Api.admin().get("/admin/deliveries").then().statusCode(200);
    }
}
