package dev.earshot.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;

/**
 * Learns the result of a delivery about many customers, in the transaction that settles it; more than once if it took
 * several attempts.
 */
public interface BulkDeliveryListener {

    /** At this time the transaction holds the delivery's row. */
    Uni<Void> settled(SqlConnection transaction, Delivery delivery, DeliveryResult.Divided receipt, Instant now);

    /** The transaction is over; there may be room for more deliveries. */
    void committed();
}
