package dev.earshot.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Catalogue;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.database.HeldRows;
import dev.earshot.testing.database.Rows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls of different sessions share a transaction; a failure of one does not affect the others. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class SharedTransactionTest {
    private static final int VISITS = 24;
    private static final int CALLS_OF_A_VISIT = 5;
    private static final String WAITING = """
            select count(*) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and query like '%touched%'""";

    @Inject
    Pool pool;

    private final String run = UUID.randomUUID().toString();
    private final ExecutorService platforms = Executors.newFixedThreadPool(VISITS);

    @BeforeEach
    void items() {
        Catalogue.ofASmallShop();
    }

    @AfterEach
    void end() {
        platforms.shutdown();
    }

    @Test
    void calls_at_the_same_time_need_fewer_transactions_than_they_are_and_each_leaves_its_call_and_its_event() {
        all(visits().stream()
                .map(visit -> async(() -> {
                    for (int i = 0; i < CALLS_OF_A_VISIT; i++) {
                        visit.does("view_item", "itemId", "tent-1");
                    }
                }))
                .toList());

        assertThat(count("select count(*) from call where customer_id like $1 and tool = 'view_item'"))
                .isEqualTo(VISITS * CALLS_OF_A_VISIT);
        assertThat(count("select count(*) from delivery where customer_id like $1 and kind = 'ai_result_viewed'"))
                .isEqualTo(VISITS * CALLS_OF_A_VISIT);
        assertThat(count(
                        "select count(distinct xmin::text) from call where customer_id like $1 and tool = 'view_item'"))
                .isLessThan(VISITS * CALLS_OF_A_VISIT);
    }

    @Test
    void a_locked_session_holds_up_no_other() {
        List<Visit> visits = visits();
        Visit locked = visits.get(0);
        List<CompletableFuture<Void>> waits = new ArrayList<>();
        HeldRows.during(pool, "select from session where id = $1 for update", Tuple.of(locked.sessionId()), () -> {
            waits.add(async(() -> locked.does("view_item", "itemId", "tent-1")));
            all(visits.stream()
                    .skip(1)
                    .map(visit -> async(() -> visit.does("view_item", "itemId", "tent-1")))
                    .toList());
            assertThat(waits.get(0)).isNotDone();
        });

        waits.get(0).join();
        assertThat(count("select count(*) from call where customer_id like $1 and tool = 'view_item'"))
                .isEqualTo(VISITS);
    }

    @Test
    void a_search_keeps_its_attribution_beside_a_save_of_the_same_visit() {
        List<Visit> visits = visits();
        all(visits.stream()
                .flatMap(visit -> Stream.of(
                        async(() -> visit.does("search_items", "query", "tents")),
                        async(() -> visit.does("save_item", "itemId", "tent-1"))))
                .toList());

        assertThat(count("select count(*) from session where customer_id like $1"
                        + " and source_event = 'ai_query_submitted'"))
                .isEqualTo(VISITS);
    }

    @Test
    void a_save_does_not_put_back_what_its_session_said_before_a_search() {
        Visit visit = Visit.of("shared_" + run);
        whileItWaits(() -> visit.does("save_item", "itemId", "tent-1"), visit);

        assertThat(count("select count(*) from session where customer_id like $1"
                        + " and source_event = 'ai_query_submitted'"))
                .isOne();
    }

    @Test
    void a_conversion_is_attributed_to_the_search_that_was_written_before_it() {
        Visit visit = Visit.of("shared_" + run);
        whileItWaits(
                () -> visit.does("complete_conversion", "itemId", "tent-1", "revenue", 10, "currency", "USD")
                        .body("data.conversion.sourceEvent", is("ai_query_submitted")),
                visit);

        assertThat(count("""
                        select count(*) from delivery where customer_id like $1 and kind = 'ai_conversion_completed'
                          and body ->> 'source_event' = 'ai_query_submitted'""")).isOne();
        assertThat(count(
                        "select count(*) from delivery where customer_id like $1 and kind = 'ai_conversion_completed'"))
                .isOne();
    }

    /** The call has read its session and waits for its lock while a search is written. */
    private void whileItWaits(Runnable call, Visit visit) {
        SqlConnection other = pool.getConnectionAndAwait();
        Transaction lock = other.beginAndAwait();
        other.preparedQuery("update session set source_event = 'ai_query_submitted' where id = $1")
                .executeAndAwait(Tuple.of(visit.sessionId()));
        CompletableFuture<Void> waits = async(call);
        Awaitility.await().until(() -> Rows.number(pool, WAITING) > 0);
        lock.commitAndAwait();
        other.closeAndAwait();
        waits.join();
    }

    private List<Visit> visits() {
        return IntStream.range(0, VISITS)
                .mapToObj(n -> Visit.of("shared_" + run + "_" + n))
                .toList();
    }

    private CompletableFuture<Void> async(Runnable call) {
        return CompletableFuture.runAsync(call, platforms);
    }

    private static void all(List<CompletableFuture<Void>> calls) {
        calls.forEach(CompletableFuture::join);
    }

    private long count(String sql) {
        return Rows.number(pool, sql, "shared_" + run + "%");
    }
}
