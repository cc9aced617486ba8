package dev.earshot.taxonomy;

import static dev.earshot.testing.Api.admin;
import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Upload;
import dev.earshot.testing.database.OwnDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Imports of signals, in each of their forms. */
@QuarkusTest
@TestProfile(OwnDatabase.class)
@WithTestResource(Surroundings.class)
class SignalImportTest extends ImportedTaxonomy {
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
                "{\"id\":\"own_falconry\",\"name\":\"Falconry\",\"type\":\"interest\","
                        + "\"path\":[\"Interests\",\"Falconry\"],\"keywords\":[\"peregrine\"]}\n");
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
        String lines = "{\"id\":\"own_ok\",\"name\":\"Ok\",\"type\":\"interest\"}\nnonsense\n"
                + "{\"id\":\"own_bad\",\"name\":\"Bad\",\"type\":\"mood\"}\n";
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "id,name,type\nloc_ca,California,location\n",
                "{\"id\":\"loc_ca\",\"name\":\"California\",\"type\":\"location\"}\n"
                        + "{\"id\":\"loc_or\",\"name\":\"Oregon\"}\n"
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
        imported("application/x-ndjson", "?replace=true", starter());
        awaitStatus("loc_ca", 200);
        awaitStatus("iab_1637", 404);
    }
}
