package dev.earshot.taxonomy;

import static dev.earshot.testing.Api.admin;
import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.earshot.postgres.PgNotifications;
import dev.earshot.testing.OwnDatabase;
import dev.earshot.testing.Rows;
import dev.earshot.testing.StoredSignals;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Upload;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.restassured.path.json.JsonPath;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(OwnDatabase.class)
@WithTestResource(Surroundings.class)
class SignalTaxonomyTest {
    private static final Path IAB =
            Path.of(System.getProperty("earshot.test.iab", "../shared/data/iab_audience_taxonomy_1.1.tsv"));

    @Inject
    SignalRows rows;

    @Inject
    Pool pool;

    @Inject
    PgNotifications notifications;

    @Inject
    Event<TaxonomyIndex> read;

    @Inject
    Vertx vertx;

    @TestHTTPResource("/")
    URI address;

    private static JsonPath imported(String type, String query, String body) {
        return admin().contentType(type)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/admin/taxonomy/import" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void all_who_wait_for_the_first_index_get_it_on_their_own_context_with_their_request() throws Exception {
        SignalTaxonomy started = new SignalTaxonomy(rows, notifications, read);
        List<CompletableFuture<Boolean>> callers =
                IntStream.range(0, 5).mapToObj(n -> waitFor(started)).toList();

        for (CompletableFuture<Boolean> caller : callers) {
            assertThat(caller.get(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Whether a request that waits for the index is still that request when it comes. */
    private CompletableFuture<Boolean> waitFor(SignalTaxonomy started) {
        CompletableFuture<Boolean> isMine = new CompletableFuture<>();
        Context mine = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(mine, true);
        mine.runOnContext(nothing -> {
            ManagedContext request = Arc.container().requestContext();
            request.activate();
            started.index()
                    .subscribe()
                    .with(
                            index -> isMine.complete(Vertx.currentContext() == mine && request.isActive()),
                            isMine::completeExceptionally);
        });
        return isMine;
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
    void a_table_may_be_separated_by_semicolons_and_name_its_columns_in_quotes_and_any_order() {
        imported(
                "text/csv",
                "",
                "\"Name\";\"ID\";\"type\";\"keywords\"\n\"Işık, oyunları\";own_lights;interest;\"lamp;neon\"\n");
        for (String q : List.of("ışık", "isik", "IŞIK", "oyunlari")) {
            await().untilAsserted(() -> planner("ann")
                    .queryParam("q", q)
                    .get("/taxonomy/signals")
                    .then()
                    .body("data[0].id", is("own_lights")));
        }
    }

    @Test
    void lines_of_json_and_csv_become_signals_that_agents_know_at_once() {
        imported(
                "application/x-ndjson",
                "",
                "{\"id\":\"own_falconry\",\"name\":\"Falconry\",\"type\":\"interest\",\"path\":[\"Interests\",\"Falconry\"],\"keywords\":[\"peregrine\"]}\n");
        imported(
                "text/csv",
                "",
                "id,name,type,path,keywords\nown_quotes,\"Quotes, \"\"said\"\"\",interest,A > B,quotation;saying\n");
        planner("ann")
                .queryParam("q", "peregrine")
                .get("/taxonomy/signals")
                .then()
                .body("data[0].id", is("own_falconry"));
        planner("ann")
                .get("/taxonomy/signals/own_quotes")
                .then()
                .body("data.name", is("Quotes, \"said\""))
                .body("data.path", is(List.of("A", "B")))
                .body("data.keywords", is(List.of("quotation", "saying")));
    }

    @Test
    void bad_lines_are_named_and_good_ones_kept_or_all_refused() {
        String lines =
                "{\"id\":\"own_ok\",\"name\":\"Ok\",\"type\":\"interest\"}\nnonsense\n{\"id\":\"own_bad\",\"name\":\"Bad\",\"type\":\"mood\"}\n";
        admin().contentType("application/x-ndjson")
                .body(lines.replace("own_ok", "own_strict").getBytes(StandardCharsets.UTF_8))
                .post("/admin/taxonomy/import?strict=true")
                .then()
                .statusCode(400)
                .body("code", is("IMPORT_REFUSED"))
                .body("errors.field", is(List.of("line 2", "line 3")));
        JsonPath report = imported("application/x-ndjson", "", lines);
        assertThat(report.getInt("data.imported")).isEqualTo(1);
        assertThat(report.getList("data.faults.line")).isEqualTo(List.of(2, 3));
        await().untilAsserted(() ->
                planner("ann").get("/taxonomy/signals/own_ok").then().statusCode(200));
        planner("ann").get("/taxonomy/signals/own_strict").then().statusCode(404);
    }

    @Test
    void what_was_imported_before_the_body_was_cut_is_known_too() throws IOException {
        String lines = IntStream.range(0, 600)
                .mapToObj(n -> "{\"id\":\"own_cut_" + n + "\",\"name\":\"Cut " + n + "\",\"type\":\"interest\"}\n")
                .collect(Collectors.joining());
        Upload.cut(address, "/admin/taxonomy/import", "application/x-ndjson", lines);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> planner("ann")
                        .get("/taxonomy/signals/own_cut_499")
                        .then()
                        .statusCode(200));
        planner("ann").get("/taxonomy/signals/own_cut_500").then().statusCode(404);
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "id,name,type\nloc_ca,California,location\n",
                "{\"id\":\"loc_ca\",\"name\":\"California\",\"type\":\"location\"}\n{\"id\":\"loc_or\",\"name\":\"Oregon\"}\n"
            })
    void a_file_with_bad_lines_or_without_signals_replaces_nothing(String body) {
        imported("application/x-ndjson", "", starter());
        long before = alive();
        admin().contentType("application/x-ndjson")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/admin/taxonomy/import?replace=true")
                .then()
                .statusCode(400)
                .body("code", is("IMPORT_REFUSED"));
        assertThat(alive()).isEqualTo(before).isPositive();
    }

    @Test
    void only_admins_import() {
        planner("ann")
                .contentType("text/csv")
                .body("x")
                .post("/admin/taxonomy/import")
                .then()
                .statusCode(403);
    }

    @Test
    void the_iab_taxonomy_is_imported_with_its_traps_and_progress_and_may_replace_all_others() throws IOException {
        Assumptions.assumeTrue(Files.exists(IAB));
        admin().contentType("text/tab-separated-values")
                .accept("application/x-ndjson")
                .body(Files.readAllBytes(IAB))
                .post("/admin/taxonomy/import?replace=true")
                .then()
                .statusCode(200)
                .body(containsString("\"read\":500"))
                .body(containsString("\"imported\":1558"));
        await().untilAsserted(() ->
                planner("ann").get("/taxonomy/signals/iab_1637").then().statusCode(200));
        planner("ann").get("/taxonomy/signals/loc_ca").then().statusCode(404);
        imported("application/x-ndjson", "", starter());
        await().untilAsserted(() ->
                planner("ann").get("/taxonomy/signals/loc_ca").then().statusCode(200));
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

    private static String signal(String id, String... path) {
        return new JsonObject()
                .put("id", id)
                .put("name", path[path.length - 1])
                .put("type", "interest")
                .put("path", List.of(path))
                .encode();
    }

    private static void awaitStatus(String signal, int status) {
        await().untilAsserted(() ->
                planner("ann").get("/taxonomy/signals/{id}", signal).then().statusCode(status));
    }

    private void keep(SqlClient client, String id) {
        Signal signal = new Signal(id, id, SignalType.INTEREST, List.of("Interests", id), List.of());
        rows.keep(client, List.of(signal), "import", "imp_" + id).await().indefinitely();
    }

    private long alive() {
        return Rows.number(pool, "select count(*) from signal where retired_at is null");
    }

    private long version() {
        return rows.version().await().indefinitely();
    }

    private static String starter() {
        return StarterTaxonomy.load().stream()
                .map(signal -> new JsonObject()
                        .put("id", signal.id())
                        .put("name", signal.name())
                        .put("type", signal.type().wireName())
                        .put("path", signal.path())
                        .put("keywords", signal.keywords())
                        .encode())
                .collect(Collectors.joining("\n"));
    }
}
