package dev.earshot.outbox.dispatch;

import dev.earshot.outbox.Delivery;
import dev.earshot.outbox.DeliveryResult;
import dev.earshot.outbox.OutboxConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Decides by the results of the last batches to a destination whether the next ones may leave, and when failed
 * deliveries may.
 */
public class DeliveryGate {
    private final RefusalHold hold;
    private final OutageBreaker outage;
    private final RetryBackOff backOff;
    private final OutboxConfig config;

    DeliveryGate(String destination, OutboxConfig config, InstantSource clock, MeterRegistry meters) {
        this.hold = new RefusalHold(destination, config, clock, meters);
        this.outage = new OutageBreaker(destination, config, clock, meters);
        this.backOff = new RetryBackOff(config.retryFirst(), config.retryMost());
        this.config = config;
    }

    /** The stricter of both states. */
    CircuitState state() {
        CircuitState ofHold = hold.state();
        CircuitState ofOutage = outage.state();
        return ofHold.compareTo(ofOutage) < 0 ? ofHold : ofOutage;
    }

    /**
     * How many customers the next batch may have, while the circuit is closed.
     *
     * @param most how many the destination can take
     */
    int customers(int most) {
        return outage.share(Math.min(most, config.batchCustomers()));
    }

    /**
     * Learns from a batch's results.
     *
     * @return whether more may leave now than before it
     */
    boolean learn(Map<String, DeliveryResult> receipts) {
        boolean takesUs = hold.learn(receipts.values());
        boolean answers = outage.learn(receipts.values());
        return takesUs || answers;
    }

    /** Why nothing or hardly anything is sent, while that is so. */
    public Optional<String> reason() {
        return hold.reason().or(outage::reason);
    }

    public Optional<String> refusal() {
        return hold.reason();
    }

    /** The pause for a customer's deliveries after this one has failed. */
    Duration pause(Delivery delivery, DeliveryResult.TryAgain failure) {
        return failure.after().or(outage::left).orElseGet(() -> backOff.after(delivery.attempts() + 1));
    }

    /** The pause after the destination refused us. */
    Duration hold() {
        return config.hold();
    }
}
