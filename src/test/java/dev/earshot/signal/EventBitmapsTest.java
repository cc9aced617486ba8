package dev.earshot.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.customer.CustomerId;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Events in the bitmaps that audiences are counted with. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class EventBitmapsTest extends KeptEvents {
    @Inject
    CustomerEvents events;

    @Inject
    SignalCustomerData signals;

    @Inject
    InstantSource clock;

    @Test
    void each_event_has_the_bit_of_its_customer_and_place_in_each_span_of_days_and_in_no_other() {
        Visit visit = Visit.of(customer);
        visit.does("save_item", "itemId", "tent-1");
        events(customer);
        visit.does("save_item", "itemId", "backpack-1");
        Row saved = events(customer).get(1);
        List<String> marked = StreamSupport.stream(
                        pool.preparedQuery("select days || ' ' || start || ' ' || times as marked from event_bits"
                                        + " where event = 'ai_item_saved' and block = $1::int / 16384"
                                        + " and get_bit(members, $1::int % 16384) = 1 order by days, times")
                                .executeAndAwait(Tuple.of(saved.getInteger("number")))
                                .spliterator(),
                        false)
                .map(row -> row.getString("marked"))
                .toList();
        long day = saved.getOffsetDateTime("at")
                .atZoneSameInstant(ZoneOffset.UTC)
                .toLocalDate()
                .toEpochDay();
        assertThat(marked)
                .isEqualTo(Stream.of(1, 8, 64)
                        .flatMap(days -> Stream.of(1, 2)
                                .map(times -> days + " " + LocalDate.ofEpochDay(day / days * days) + " " + times))
                        .toList());
    }

    /** The bitmaps' job waits for a merge that has taken the events, and must not hold the signals meanwhile. */
    @Test
    void a_merge_and_the_bitmaps_never_wait_for_each_other_in_a_circle() {
        CustomerId known = new CustomerId(customer);
        SqlConnection job = begun();
        job.query("select pg_advisory_xact_lock(" + 0x5160_b175L + ")").executeAndAwait();
        Visit visit = Visit.anonymous();
        visit.does("search_items", "query", "hiking in california");
        CustomerId anonymous = new CustomerId(pool.preparedQuery("select customer_id from session where id = $1")
                .executeAndAwait(Tuple.of(visit.sessionId()))
                .iterator()
                .next()
                .getString("customer_id"));
        SqlConnection merge = begun();
        events.move(merge, anonymous, known, clock.instant()).await().atMost(PATIENCE);
        int merging = merge.query("select pg_backend_pid()")
                .executeAndAwait()
                .iterator()
                .next()
                .getInteger(0);
        ended(job);
        CompletableFuture<Void> upToDate = bits.upToDate().subscribeAsCompletionStage();
        await().atMost(PATIENCE)
                .until(() -> pool.preparedQuery(
                                "select exists (select from pg_stat_activity where $1 = any(pg_blocking_pids(pid)))")
                        .executeAndAwait(Tuple.of(merging))
                        .iterator()
                        .next()
                        .getBoolean(0));

        signals.move(merge, anonymous, known, clock.instant()).await().atMost(PATIENCE);
        ended(merge);
        assertThat(upToDate).succeedsWithin(PATIENCE);
        assertThat(names(customer)).contains("ai_query_submitted");
    }

    private SqlConnection begun() {
        SqlConnection connection = pool.getConnection().await().atMost(PATIENCE);
        connection.query("begin").executeAndAwait();
        return connection;
    }

    private static void ended(SqlConnection connection) {
        connection.query("commit").executeAndAwait();
        connection.close().await().atMost(PATIENCE);
    }
}
