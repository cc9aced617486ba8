package dev.earshot.outbox;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Where deliveries go. Each has lanes, a circuit breaker, metrics and a pause of its own. */
public interface Destination {
    /** The destination that every installation has. It gets profiles and tags too, and rows are its own by default. */
    String PRIMARY = "netmera";

    /** The destination that is an Apache Kafka, if there is one. */
    String KAFKA = "kafka";

    /** Its name in settings, routes and metrics: small letters, digits, - and _. */
    String name();

    /** The kinds of deliveries that it gets, besides erasures, which each gets; all events if empty. */
    Optional<Set<String>> kinds();

    /** How many customers' deliveries it can send at a time; a claim takes no more. */
    int lanes();

    /**
     * Sends a batch, each customer's deliveries in order.
     *
     * @param goOn asked before each call; once it says no, the rest stays unsent and has no receipt
     * @return a receipt by the id of each delivery that was sent. A delivery behind one that must be retried is not
     *     sent and has no receipt. The pipeline does not fail: failures are receipts too.
     */
    Uni<Map<String, DeliveryResult>> deliver(DeliveryBatch batch, BooleanSupplier goOn);
}
