package dev.earshot.tool.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.common.ApiException;
import dev.earshot.testing.Api;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.tool.report.Attribution.Sum;
import dev.earshot.tool.report.AttributionQuery.By;
import dev.earshot.tool.report.AttributionQuery.Model;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Exports while their readers are slow, and their data change. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class ExportedRowsTest extends AttributedShop {
    private static final Duration PATIENT = Duration.ofMinutes(1);
    private static final String NUMBERS = "select n from generate_series(1, $1) n";
    private static final String IDLE =
            "select from pg_stat_activity where state = 'idle in transaction' and query like '%generate_series(1, $1) n%'";

    @Inject
    ExportedRows exports;

    private final List<AssertSubscriber<List<Row>>> readers = new ArrayList<>();

    /** The same purchase again would be a repetition. */
    private int revenue;

    @AfterEach
    void leaveNoneOpen() {
        readers.forEach(AssertSubscriber::cancel);
        await().until(() -> idle() == 0);
    }

    @Test
    void a_conversion_that_arrives_between_two_pages_moves_no_row_of_them() {
        Visit visit = Visit.of(customer);
        for (String query : List.of("a", "b", "c", "d")) {
            buysAfter(visit, query);
        }
        AttributionQuery all = query();
        AssertSubscriber<List<Sum>> reader =
                attribution.export(all, 2, pages -> pages).subscribe().withSubscriber(AssertSubscriber.create(1));
        reader.awaitItems(1);
        buysAfter(visit, "d");
        buysAfter(visit, "e");

        reader.request(Long.MAX_VALUE).awaitCompletion();
        assertThat(reader.getItems().stream().flatMap(List::stream))
                .extracting(Sum::key, Sum::conversions)
                .containsExactly(row("a"), row("b"), row("c"), row("d"));
    }

    @Test
    void all_rows_are_read_whether_the_last_page_is_full_or_not() {
        for (int rows : List.of(0, 3, 4, 5)) {
            AssertSubscriber<List<Row>> reader = reader(rows, 2, PATIENT).request(Long.MAX_VALUE);
            reader.awaitCompletion();
            assertThat(reader.getItems().stream().flatMap(List::stream).map(row -> row.getInteger(0)))
                    .hasSize(rows)
                    .isSorted();
            assertThat(reader.getItems()).noneMatch(List::isEmpty);
        }
    }

    @Test
    void a_reader_that_stalls_loses_its_connection_and_is_told_so() {
        AssertSubscriber<List<Row>> reader =
                reader(5, 2, Duration.ofMillis(200)).request(1);
        reader.awaitItems(1);
        await().until(() -> idle() == 0);

        reader.request(1).awaitFailure().assertFailedWith(TimeoutException.class);
    }

    @Test
    void a_reader_that_gives_up_makes_room_for_the_next() {
        for (int n = 0; n < 3 * ExportedRows.MOST_AT_ONCE; n++) {
            AssertSubscriber<List<Row>> reader = reader(5, 2, PATIENT).request(1);
            reader.awaitItems(1);
            reader.cancel();
        }
    }

    @Test
    void more_exports_at_once_than_there_is_room_for_are_refused() {
        for (int n = 0; n < ExportedRows.MOST_AT_ONCE; n++) {
            reader(5, 2, PATIENT).request(1).awaitItems(1);
        }
        reader(5, 2, PATIENT).request(1).awaitFailure().assertFailedWith(ApiException.class);
        ask(Map.of(), Api.admin().accept("text/csv")).statusCode(429);
    }

    @Test
    void a_statement_that_fails_leaves_room() {
        for (int n = 0; n <= ExportedRows.MOST_AT_ONCE; n++) {
            exports.read("select 1 / $1::int", Tuple.of(0), 2, pages -> pages)
                    .subscribe()
                    .withSubscriber(AssertSubscriber.create(1))
                    .awaitFailure(failure -> assertThat(failure).hasMessageContaining("division by zero"));
        }
    }

    private AssertSubscriber<List<Row>> reader(int rows, int page, Duration patience) {
        AssertSubscriber<List<Row>> reader = exports.read(NUMBERS, Tuple.of(rows), page, patience, pages -> pages)
                .subscribe()
                .withSubscriber(AssertSubscriber.create(0));
        readers.add(reader);
        return reader;
    }

    private int idle() {
        return pool.query(IDLE).executeAndAwait().size();
    }

    private AttributionQuery query() {
        ReportPeriod period = new ReportPeriod(from, from.plus(Duration.ofHours(1)));
        return new AttributionQuery(period, By.QUERY, Model.LAST, "P1D", Duration.ofDays(1));
    }

    private static org.assertj.core.groups.Tuple row(String key) {
        return org.assertj.core.groups.Tuple.tuple(key, 1L);
    }

    private void buysAfter(Visit visit, String query) {
        does(visit, "search_items", "query", query);
        does(visit, "complete_conversion", "itemId", "tent-1", "revenue", ++revenue, "currency", "USD");
    }
}
