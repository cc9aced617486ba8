package dev.earshot.outbox;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Where deliveries go. */
public interface Destination {

    /**
     * Sends a batch, each customer's deliveries in order.
     *
     * @param goOn asked before each call; once it says no, what has not been sent stays unsent and has no receipt
     * @return a receipt by the id of each delivery that was sent. One that stands behind a delivery that must be tried again is not sent and has
     *     no receipt. The pipeline does not fail: what goes wrong is a receipt too.
     */
    Uni<Map<String, DeliveryResult>> deliver(DeliveryBatch batch, BooleanSupplier goOn);
}
