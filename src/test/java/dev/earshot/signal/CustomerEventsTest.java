package dev.earshot.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.customer.CustomerId;
import dev.earshot.testing.Api;
import dev.earshot.testing.Catalogue;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.database.Rows;
import dev.earshot.testing.stub.InsightarcStub;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What customers do in the tools is kept, for rules and reports, as long as they let it. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class CustomerEventsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    InsightarcStub insightarc;

    @Inject
    SignalBitmaps bits;

    @Inject
    Pool pool;

    @Inject
    CustomerEvents events;

    @Inject
    ShownSignals signals;

    @Inject
    InstantSource clock;

    private final String customer = "user_" + UUID.randomUUID();

    @BeforeEach
    void quiet() {
        insightarc.reset();
        Catalogue.ofASmallShop();
    }

    private List<Row> events(String id) {
        bits.upToDate().await().atMost(Duration.ofSeconds(20));
        return StreamSupport.stream(
                        pool.preparedQuery("select e.* from customer_event e join customer_number using (number)"
                                        + " where customer_id = $1 order by at, event")
                                .executeAndAwait(Tuple.of(id))
                                .spliterator(),
                        false)
                .toList();
    }

    private List<String> names(String id) {
        return events(id).stream().map(row -> row.getString("event")).toList();
    }

    private static List<Map<String, Object>> exported(String id) {
        return Api.admin()
                .get("/admin/customers/{id}", id)
                .then()
                .statusCode(200)
                .extract()
                .path("data.customer_event");
    }

    @Test
    void each_event_is_kept_with_what_the_catalogue_says_of_its_item() {
        Visit visit = Visit.of(customer);
        visit.does("search_items", "query", "tents", "category", "outdoors");
        visit.does("save_item", "itemId", "tent-1");
        visit.does("complete_conversion", "itemId", "tent-1", "revenue", 240, "currency", "USD");

        assertThat(names(customer))
                .containsExactly(
                        "ai_session_started", "ai_query_submitted", "ai_item_saved", "ai_conversion_completed");
        Row query = events(customer).get(1);
        assertThat(query.getString("category")).isEqualTo("outdoors");
        assertThat(query.getString("item_id")).isNull();
        Row saved = events(customer).get(2);
        assertThat(saved.getString("item_id")).isEqualTo("tent-1");
        assertThat(saved.getString("currency")).isEqualTo("USD");
        assertThat(saved.getValue("price").toString()).startsWith("2");
        assertThat(saved.getString("session_id")).startsWith("sess_");
        assertThat(saved.getString("platform")).isNotEmpty();
    }

    @Test
    void an_anonymous_visitors_events_become_the_known_customers_each_once() {
        Visit.of(customer).does("view_item", "itemId", "tent-1");
        Visit visit = Visit.anonymous();
        visit.does("save_item", "itemId", "tent-1");
        bits.upToDate().await().atMost(Duration.ofSeconds(20));
        visit.does("view_item", "itemId", "tent-1");
        visit.does("identify_customer", "customerId", customer);

        assertThat(names(customer))
                .containsExactlyInAnyOrder(
                        "ai_session_started",
                        "ai_result_viewed",
                        "ai_session_started",
                        "ai_item_saved",
                        "ai_result_viewed");
        assertThat(exported(customer)).hasSize(5);
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

    @Test
    void a_customer_who_moved_keeps_what_was_done() {
        Visit visit = Visit.of(customer);
        visit.does("save_item", "itemId", "tent-1");
        visit.does("identify_customer", "customerId", customer, "profile", Map.of("state", "California"));
        assertThat(names(customer)).contains("ai_item_saved");
        visit.does("identify_customer", "customerId", customer, "profile", Map.of("state", "Oregon"));

        assertThat(names(customer)).containsExactly("ai_session_started", "ai_item_saved");
    }

    @Test
    void an_export_names_events_that_are_not_counted_yet() {
        Visit.of(customer).does("save_item", "itemId", "tent-1");
        assertThat(exported(customer)).extracting(row -> row.get("event")).contains("ai_item_saved");
    }

    @Test
    void erasing_removes_events_counted_or_not() {
        Visit visit = Visit.of(customer);
        visit.does("save_item", "itemId", "tent-1");
        assertThat(names(customer)).contains("ai_item_saved");
        int number = events(customer).get(0).getInteger("number");
        assertThat(waiting(number)).isEqualTo(2);
        visit.does("view_item", "itemId", "tent-1");
        Api.admin().delete("/admin/customers/{id}", customer).then().statusCode(204);

        assertThat(names(customer)).isEmpty();
        assertThat(waiting(number)).isZero();
        assertThat(Rows.number(pool, "select count(*) from event_change where customer_id = $1", customer))
                .isZero();
    }

    /** Events that are not packed yet. */
    private long waiting(int number) {
        return Rows.number(pool, "select count(*) from event_unpacked where number = $1", number);
    }

    @Test
    void opting_out_removes_events_and_no_more_are_kept() {
        Visit visit = Visit.of(customer);
        visit.does("save_item", "itemId", "tent-1");
        assertThat(names(customer)).contains("ai_item_saved");
        Api.admin()
                .body(Map.of("granted", false))
                .put("/admin/customers/{id}/consent", customer)
                .then()
                .statusCode(200);
        visit.does("view_item", "itemId", "tent-1");

        assertThat(names(customer)).isEmpty();
        assertThat(exported(customer)).isEmpty();
    }

    @Test
    void a_program_does_nothing() {
        insightarc.knows(customer, "{\"stats\":{\"is_bot\":true},\"intents\":[]}");
        Visit.of(customer).does("save_item", "itemId", "tent-1");
        assertThat(names(customer)).doesNotContain("ai_item_saved");
    }

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
}
