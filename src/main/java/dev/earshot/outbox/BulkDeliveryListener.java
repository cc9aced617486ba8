package dev.earshot.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;

/** Told, in the transaction that settles it, what became of a delivery about many customers; more than once if it took several attempts. */
public interface BulkDeliveryListener {

    /** By now the transaction holds the delivery's row. */
    Uni<Void> settled(SqlConnection transaction, Delivery delivery, DeliveryResult.Divided receipt, Instant now);

    /** The transaction is over; there may be room for more deliveries. */
    void committed();
}
