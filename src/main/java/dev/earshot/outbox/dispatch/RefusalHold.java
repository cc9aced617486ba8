package dev.earshot.outbox.dispatch;

import dev.earshot.outbox.DeliveryResult;
import dev.earshot.outbox.OutboxConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The hold while a destination refuses us. When its time is over, a single customer's deliveries are a probe; if they
 * pass, everything flows again.
 */
class RefusalHold {
    private static final Logger LOG = Logger.getLogger(RefusalHold.class);

    private final String destination;
    private final OutboxConfig config;
    private final InstantSource clock;
    private volatile String reason;
    private volatile Instant until = Instant.MIN;

    RefusalHold(String destination, OutboxConfig config, InstantSource clock, MeterRegistry meters) {
        this.destination = destination;
        this.config = config;
        this.clock = clock;
        Gauge.builder("earshot.deliveries.held", () -> reason == null ? 0 : 1)
                .tag("destination", destination)
                .description(
                        "1 while the destination refuses our credentials or quota, or its address is wrong, and all deliveries are held")
                .register(meters);
    }

    CircuitState state() {
        return reason == null
                ? CircuitState.CLOSED
                : clock.instant().isBefore(until) ? CircuitState.OPEN : CircuitState.HALF_OPEN;
    }

    /** Why nothing is sent, during a hold. */
    Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    /**
     * Learns from a batch's results.
     *
     * @return whether this ended the hold
     */
    boolean learn(Collection<DeliveryResult> receipts) {
        Optional<DeliveryResult.Held> refusal = receipts.stream()
                .map(DeliveryResult::last)
                .filter(DeliveryResult.Held.class::isInstance)
                .map(DeliveryResult.Held.class::cast)
                .findFirst();
        if (refusal.isPresent()) {
            begin(refusal.get().answer());
        } else if (reason != null && receipts.stream().anyMatch(DeliveryResult::isFinal)) {
            LOG.infof("Hold ended: the destination %s accepts us again; it had answered: %s", destination, reason);
            reason = null;
            return true;
        }
        return false;
    }

    private void begin(String answer) {
        if (reason == null) {
            LOG.errorf("All deliveries are held: the destination %s refuses us with %s", destination, answer);
        }
        reason = answer;
        until = clock.instant().plus(config.hold());
    }
}
