package dev.earshot.http.upload;

import static dev.earshot.testing.Api.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Surroundings;
import dev.earshot.testing.database.OwnDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An import that waits too long for another one is asked to come again. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(OwnDatabase.class)
class ImportConflictTest {
    private static final String ITEMS = "/admin/items/import";
    private static final String SIGNALS = "/admin/taxonomy/import";
    private static final String ITEM =
            "{\"itemId\":\"kayak\",\"name\":\"Kayak\",\"category\":\"boats\",\"description\":\"Long.\","
                    + "\"price\":900,\"currency\":\"USD\"}\n";
    private static final String CALIFORNIA = "{\"id\":\"loc_ca\",\"name\":\"California\",\"type\":\"location\","
            + "\"path\":[\"Location\",\"California\"]}\n";
    private static final String OTHER = "{\"id\":\"own_kayaks\",\"name\":\"Kayaks\",\"type\":\"interest\"}\n";

    @Inject
    Pool pool;

    @ParameterizedTest
    @ValueSource(strings = {"", "?strict=true"})
    void an_import_of_items_that_another_one_is_writing_can_be_repeated(String parameters) {
        post(ITEMS, ITEM).statusCode(200);
        whileLocked(
                "item where item_id = 'kayak'", () -> collides(send(ITEMS + parameters, ITEM.replace("900", "901"))));
        post(ITEMS + parameters, ITEM.replace("900", "902")).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?strict=true"})
    void an_import_of_signals_that_another_one_is_writing_can_be_repeated(String parameters) {
        whileLocked("signal where id = 'loc_ca'", () -> collides(send(SIGNALS + parameters, CALIFORNIA)));
        post(SIGNALS + parameters, CALIFORNIA).statusCode(200);
    }

    @Test
    void an_import_that_retires_what_another_one_is_writing_can_be_repeated() {
        whileLocked("signal where id = 'loc_ca'", () -> collides(send(SIGNALS + "?replace=true", OTHER)));
    }

    @Test
    void an_import_that_has_to_wait_for_another_ones_commit_can_be_repeated() {
        whileLocked("taxonomy_state", () -> collides(send(SIGNALS, OTHER)));
    }

    @Test
    void an_ndjson_answer_reports_a_collision_on_the_last_line() {
        post(ITEMS, ITEM).statusCode(200);
        String others = IntStream.range(0, 500)
                .mapToObj(n -> ITEM.replace("kayak", "kayak-" + n))
                .collect(Collectors.joining());
        whileLocked("item where item_id = 'kayak'", () -> {
            String answer = admin().contentType("application/x-ndjson")
                    .accept("application/x-ndjson")
                    .body((others + ITEM.replace("900", "901")).getBytes(StandardCharsets.UTF_8))
                    .post(ITEMS)
                    .asString();
            assertThat(answer.strip().lines().toList())
                    .satisfiesExactly(
                            first -> assertThat(first).startsWith("{\"read\":500,\"imported\":500,"),
                            last -> assertThat(last)
                                    .startsWith("{\"success\":false,")
                                    .contains("IMPORT_COLLIDED"));
        });
    }

    private void whileLocked(String rows, Runnable test) {
        SqlConnection holder = pool.getConnectionAndAwait();
        Transaction transaction = holder.beginAndAwait();
        try {
            holder.query("select from " + rows + " for update").executeAndAwait();
            test.run();
        } finally {
            transaction.rollbackAndAwait();
            holder.closeAndAwait();
        }
    }

    private static void collides(Response answer) {
        answer.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "10")
                .body("code", is("IMPORT_COLLIDED"));
    }

    private static ValidatableResponse post(String path, String body) {
        return send(path, body).then();
    }

    private static Response send(String path, String body) {
        return admin().contentType("application/x-ndjson")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(path);
    }
}
