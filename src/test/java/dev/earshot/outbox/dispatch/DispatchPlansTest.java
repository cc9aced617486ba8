package dev.earshot.outbox.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.database.Plans;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * However little the tables held when their statistics were taken, rows are found by their keys once much is pending. A
 * plan that reads all deliveries is good for ten pending ones; for a batch out of 200,000 it took minutes.
 */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class DispatchPlansTest {
    private static final int PILED_UP = 100_000;
    private static final int BATCH = 500;

    @Inject
    Pool pool;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 60, 5_000})
    void a_batch_is_settled_by_keys(int before) {
        List<String> batch = List.of(
                array("text", "'c%d'"::formatted),
                array("bigint", Integer::toString),
                array("text", n -> "'DELIVERED'"),
                array("text", n -> "null"),
                "now()",
                array("text", "'c%d'"::formatted),
                array("bigint", Integer::toString),
                array("timestamptz", n -> "null"),
                "'lease'",
                "now()",
                "'netmera'");

        assertThat(new Plans(pool).keptOrFor(batch, SettlementWriter.SETTLE, piledUpAfter(before)))
                .isSubsetOf("delivery by delivery_pkey", "lane by lane_pkey", "by lane_pkey")
                .contains("delivery by delivery_pkey");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 60, 5_000})
    void customers_are_claimed_in_the_order_of_their_waiting(int before) {
        List<String> claim = List.of("'lease'", "now()", "now()", Integer.toString(BATCH), "'netmera'");

        assertThat(new Plans(pool).keptOrFor(claim, LaneClaims.LEASE_OWN, piledUpAfter(before)))
                .isSubsetOf(
                        "lane by lane_due",
                        "lane by lane_pkey",
                        "by lane_pkey",
                        "paused_destination by paused_destination_pkey",
                        "paused_destination by reading all of it")
                .contains("lane by lane_due");
    }

    @Test
    void a_claim_is_planned_a_few_times_and_then_no_more() {
        SqlConnection connection = pool.getConnectionAndAwait();
        Transaction transaction = connection.beginAndAwait();
        try {
            settled(5_000).forEach(step -> connection.query(step).executeAndAwait());
            connection.query("prepare claim as " + LaneClaims.LEASE_OWN).executeAndAwait();
            for (int times = 0; times < 10; times++) {
                connection
                        .query("execute claim('lease', now(), now(), " + BATCH + ", 'netmera')")
                        .executeAndAwait();
            }

            assertThat(connection
                            .query("select generic_plans from pg_prepared_statements where name = 'claim'")
                            .executeAndAwait()
                            .iterator()
                            .next()
                            .getLong("generic_plans"))
                    .isEqualTo(5);
        } finally {
            transaction.rollbackAndAwait();
            connection.query("deallocate claim").executeAndAwait();
            connection.closeAndAwait();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 60, 5_000})
    void what_is_owed_is_read_by_keys(int before) {
        assertThat(new Plans(pool).kept(LaneClaims.READ, settled(before)))
                .isSubsetOf("delivery by delivery_pending", "delivery by delivery_pkey", "denial by denial_pkey");
    }

    /**
     * Statistics of a time when much had been delivered and nothing was pending; since then much has become pending.
     */
    private static List<String> piledUpAfter(int settled) {
        return Stream.concat(
                        settled(settled).stream(),
                        Stream.of(
                                """
            insert into delivery (customer_id, id, kind, event_id, body, created_at)
            select 'o' || n, 'owed_' || n, 'ai_item_saved', 'evt_' || n, '{}', now()
              from generate_series(1, %d) n""".formatted(PILED_UP),
                                "insert into lane (customer_id, last_seq, due_at) select customer_id, seq, now()"
                                        + " from delivery where status = 'PENDING'"))
                .toList();
    }

    private static List<String> settled(int deliveries) {
        return List.of(
                "truncate delivery, lane, denial",
                """
            insert into delivery (customer_id, id, kind, event_id, body, status, created_at, settled_at)
            select 'c' || n, 'dlv_' || n, 'ai_item_saved', 'evt_' || n, '{}', 'DELIVERED', now(), now()
              from generate_series(1, %d) n""".formatted(deliveries),
                "insert into lane (customer_id, last_seq) select customer_id, seq from delivery",
                "analyze delivery",
                "analyze lane");
    }

    private static String array(String type, IntFunction<String> value) {
        return IntStream.range(0, BATCH)
                .mapToObj(value)
                .collect(Collectors.joining(", ", "array[", "]::" + type + "[]"));
    }
}
