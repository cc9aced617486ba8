package dev.earshot.outbox;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Where deliveries go. */
public interface Destination {

    /**
     * Sends a batch, each customer's deliveries in order.
     *
     * @param goOn asked before each call; once it says no, the rest stays unsent and has no receipt
     * @return a receipt by the id of each delivery that was sent. A delivery behind one that must be retried is not
     *     sent and has no receipt. The pipeline does not fail: failures are receipts too.
     */
    Uni<Map<String, DeliveryResult>> deliver(DeliveryBatch batch, BooleanSupplier goOn);
}
