package dev.earshot.outbox;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Decides by what became of the last batches whether the next ones may leave, and when what has failed may. */
@Singleton
class Gate {
    private final Hold hold;
    private final Outage outage;
    private final BackOff backOff;
    private final OutboxConfig config;

    Gate(Hold hold, Outage outage, BackOff backOff, OutboxConfig config) {
        this.hold = hold;
        this.outage = outage;
        this.backOff = backOff;
        this.config = config;
    }

    Opening opening() {
        Opening held = hold.opening();
        Opening resting = outage.opening();
        return held.compareTo(resting) < 0 ? held : resting;
    }

    /** How many customers the next batch may be about, while there is no rest. */
    int customers() {
        return outage.share(config.batchCustomers());
    }

    /**
     * Learns from what became of a batch.
     *
     * @return whether more may leave now than before it
     */
    boolean learn(Map<String, Receipt> receipts) {
        boolean takesUs = hold.learn(receipts.values());
        boolean answers = outage.learn(receipts.values());
        return takesUs || answers;
    }

    /** Why nothing is sent, or hardly anything, while that is so. */
    Optional<String> reason() {
        return hold.reason().or(outage::reason);
    }

    Optional<String> refusal() {
        return hold.reason();
    }

    /** How long to leave a customer's deliveries alone after this one has failed. */
    Duration pause(Delivery delivery, Receipt.TryAgain failure) {
        return failure.after().or(outage::left).orElseGet(() -> backOff.after(delivery.attempts() + 1));
    }

    /** How long, after the destination refused us. */
    Duration hold() {
        return config.hold();
    }
}
