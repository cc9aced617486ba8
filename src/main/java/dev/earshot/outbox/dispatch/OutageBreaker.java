package dev.earshot.outbox.dispatch;

import dev.earshot.outbox.DeliveryResult;
import dev.earshot.outbox.OutboxConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The circuit breaker for an outage of a destination. Without it, all pending deliveries would be claimed, fail and
 * be put off, over and over, and each customer would sit out a pause long after the destination is back.
 *
 * <p>A single failure says little, and a destination that fails now and then should get all that it can take: only
 * consecutive failures of batches, with no arrival in between, open the circuit. After a pause it is half open: a
 * single customer's deliveries are sent; an answer closes the circuit, a failure begins a longer pause. A delay that
 * the destination named applies to all customers.
 */
class OutageBreaker {
    private static final Logger LOG = Logger.getLogger(OutageBreaker.class);
    /** A destination that fails three times in ten meets this less than once in ten thousand batches. */
    private static final int IN_A_ROW = 8;

    private final String destination;
    private final RetryBackOff backOff;
    private final InstantSource clock;
    private int failures;
    /** How often in a row it has opened, with failed probes in between. */
    private int openings;

    private Instant openUntil = Instant.MIN;
    private Instant delayedUntil = Instant.MIN;
    private String answer = "";

    OutageBreaker(String destination, OutboxConfig config, InstantSource clock, MeterRegistry meters) {
        this.destination = destination;
        this.backOff = new RetryBackOff(config.retryFirst(), config.restMost());
        this.clock = clock;
        Gauge.builder("earshot.deliveries.resting", () -> reason().isPresent() ? 1 : 0)
                .tag("destination", destination)
                .description("1 while the circuit breaker is open or half open after failures or Retry-After")
                .register(meters);
    }

    synchronized CircuitState state() {
        Instant now = clock.instant();
        if (now.isBefore(delayedUntil)) {
            return CircuitState.OPEN;
        }
        return openings == 0
                ? CircuitState.CLOSED
                : now.isBefore(openUntil) ? CircuitState.OPEN : CircuitState.HALF_OPEN;
    }

    /** A part of this many, smaller after more consecutive failures: likely failures must not take the tools' time. */
    synchronized int share(int most) {
        return Math.max(1, most >> Math.min(failures, IN_A_ROW));
    }

    /** The last answer, while the circuit is not closed. */
    synchronized Optional<String> reason() {
        return state() == CircuitState.CLOSED ? Optional.empty() : Optional.of(answer);
    }

    /**
     * How long failed deliveries need not be looked at: the failure is not theirs, so they wait no longer than
     * everything else.
     */
    synchronized Optional<Duration> left() {
        return openings == 0
                ? Optional.empty()
                : Optional.of(Duration.between(clock.instant(), openUntil))
                        .map(left -> left.isNegative() ? Duration.ZERO : left);
    }

    /**
     * Learns from a batch's results.
     *
     * @return whether this closed the circuit
     */
    synchronized boolean learn(Collection<DeliveryResult> receipts) {
        List<DeliveryResult.TryAgain> failed = receipts.stream()
                .map(DeliveryResult::last)
                .filter(DeliveryResult.TryAgain.class::isInstance)
                .map(DeliveryResult.TryAgain.class::cast)
                .toList();
        failed.stream()
                .max(Comparator.comparing(failure -> failure.after().orElse(Duration.ZERO)))
                .ifPresent(this::leaveAlone);
        if (receipts.stream().anyMatch(OutageBreaker::isAnswer)) {
            return answered();
        }
        if (!failed.isEmpty()) {
            failed();
        }
        return false;
    }

    private static boolean isAnswer(DeliveryResult result) {
        return DeliveryResult.isFinal(result) || result instanceof DeliveryResult.Divided;
    }

    private void leaveAlone(DeliveryResult.TryAgain failure) {
        answer = failure.answer();
        Instant named = clock.instant().plus(failure.after().orElse(Duration.ZERO));
        delayedUntil = named.isAfter(delayedUntil) ? named : delayedUntil;
    }

    private boolean answered() {
        boolean over = openings > 0;
        if (over) {
            LOG.infof("Circuit closed: the destination %s answers again; it had failed with: %s", destination, answer);
        }
        failures = 0;
        openings = 0;
        return over;
    }

    /** Batches in flight when the circuit opened, and failing later, don't lengthen the pause. */
    private void failed() {
        failures++;
        Instant now = clock.instant();
        if (failures >= IN_A_ROW && !now.isBefore(openUntil)) {
            if (openings == 0) {
                LOG.warnf("Circuit opened: the destination %s fails; probes will follow: %s", destination, answer);
            }
            openings++;
            openUntil = now.plus(backOff.after(openings));
        }
    }
}
