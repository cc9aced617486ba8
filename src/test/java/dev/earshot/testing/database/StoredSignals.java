package dev.earshot.testing.database;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** What customers are taken to have shown, without the calls that would leave it. */
public final class StoredSignals {
    private static final String SHOW = """
            with shown as (
              insert into customer_signal (customer_id, signal_id, strength, count, first_seen, last_seen, source)
              select customer, signal, 1, 1, now(), now(), 'test'
                from unnest($1::text[]) customer, unnest($2::text[]) signal
              on conflict (customer_id, signal_id) do update set count = customer_signal.count + 1
              returning customer_id, signal_id)
            insert into signal_change (customer_id, signal_id) select customer_id, signal_id from shown""";

    /** What the application takes while it brings the bits up to date. */
    private static final long BITS_LOCK = 0x5160_b175L;

    private StoredSignals() {}

    public static void show(Pool pool, Collection<String> customers, String... signals) {
        pool.preparedQuery(SHOW)
                .executeAndAwait(Tuple.of(
                        customers.toArray(String[]::new), List.of(signals).toArray(String[]::new)));
        // As autovacuum would have done by the time so many had come together.
        pool.query("analyze customer_signal, signal_change, customer_number").executeAndAwait();
    }

    /**
     * No signals have been shown, and there is no audience. A step of an activation that is still under way locks these
     * tables in another order: then it is tried again.
     */
    public static void forgetAll(Pool pool) {
        pool.query("update activation set status = 'DONE' where status in ('PLANNING', 'SENDING')")
                .executeAndAwait();
        pool.withTransaction(transaction -> transaction
                        .query("select pg_advisory_xact_lock(" + BITS_LOCK + ")")
                        .execute()
                        .chain(() -> transaction
                                .query("truncate customer_signal, signal_change, signal_bits, signal_day,"
                                        + " customer_event, event_change, event_bits, event_unpacked,"
                                        + " event_pack, event_detail, customer_number,"
                                        + " audience, audience_version, activation, audience_member,"
                                        + " audience_trial, denial, delivery, lane"
                                        + " restart identity")
                                .execute()))
                .onFailure()
                .retry()
                .atMost(3)
                .await()
                .atMost(Duration.ofSeconds(10));
    }
}
