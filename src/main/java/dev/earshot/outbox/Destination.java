package dev.earshot.outbox;

import io.smallrye.mutiny.Uni;
import java.util.Map;

/** Where deliveries go. */
public interface Destination {

    /**
     * Sends a batch, each customer's deliveries in order.
     *
     * @return a receipt by the id of each delivery that was sent. One that stands behind a delivery that must be tried again is not sent and has
     *     no receipt. The pipeline does not fail: what goes wrong is a receipt too.
     */
    Uni<Map<String, Receipt>> deliver(Batch batch);
}
