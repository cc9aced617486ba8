package dev.earshot.outbox.dispatch;

import dev.earshot.outbox.DeliveryResult;
import dev.earshot.outbox.OutboxConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * The rest that delivery takes while the destination answers nobody. Without it, everything that piles up would be claimed, fail and be put off,
 * over and over, and each customer would sit out a pause of their own when the destination is long back.
 *
 * <p>A single failure says little, and a destination that fails now and then shall get all that it can take: only batches that fail one after the
 * other, with nothing in between that arrived, begin a rest. After it a single customer's deliveries are sent; one that is answered ends the
 * outage, one that is not begins a longer rest. A delay that the destination named is obeyed for everybody.
 */
@Singleton
class OutageBreaker {
    private static final Logger LOG = Logger.getLogger(OutageBreaker.class);
    /** A destination that fails three times in ten meets this less than once in ten thousand batches. */
    private static final int IN_A_ROW = 8;

    private final RetryBackOff rest;
    private final InstantSource clock;
    private int failures;
    private int rests;
    private Instant restUntil = Instant.MIN;
    private Instant namedUntil = Instant.MIN;
    private String answer = "";

    OutageBreaker(OutboxConfig config, InstantSource clock, MeterRegistry meters) {
        this.rest = new RetryBackOff(
                config.retryFirst(),
                config.restMost(),
                () -> ThreadLocalRandom.current().nextDouble());
        this.clock = clock;
        Gauge.builder("earshot.deliveries.resting", () -> reason().isPresent() ? 1 : 0)
                .description(
                        "1 while the destination answers nobody or wants to be left alone, and at most probes are sent")
                .register(meters);
    }

    synchronized CircuitState opening() {
        Instant now = clock.instant();
        if (now.isBefore(namedUntil)) {
            return CircuitState.SHUT;
        }
        return rests == 0 ? CircuitState.OPEN : now.isBefore(restUntil) ? CircuitState.SHUT : CircuitState.PROBE;
    }

    /** A part of this many, the smaller the more batches have failed in a row: what is about to fail anyway shall not take the tools' time. */
    synchronized int share(int most) {
        return Math.max(1, most >> Math.min(failures, IN_A_ROW));
    }

    /** What was heard last, while deliveries rest. */
    synchronized Optional<String> reason() {
        return opening() == CircuitState.OPEN ? Optional.empty() : Optional.of(answer);
    }

    /** For how long what has failed need not be looked at: it is not its own fault, and is not put off for longer than everything else. */
    synchronized Optional<Duration> left() {
        return rests == 0
                ? Optional.empty()
                : Optional.of(Duration.between(clock.instant(), restUntil))
                        .map(left -> left.isNegative() ? Duration.ZERO : left);
    }

    /**
     * Learns from what became of a batch.
     *
     * @return whether this ended an outage
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

    private static boolean isAnswer(DeliveryResult receipt) {
        return DeliveryResult.isFinal(receipt) || receipt instanceof DeliveryResult.Divided;
    }

    private void leaveAlone(DeliveryResult.TryAgain failure) {
        answer = failure.answer();
        Instant named = clock.instant().plus(failure.after().orElse(Duration.ZERO));
        namedUntil = named.isAfter(namedUntil) ? named : namedUntil;
    }

    private boolean answered() {
        boolean over = rests > 0;
        if (over) {
            LOG.infof("The destination answers again; it had failed with: %s", answer);
        }
        failures = 0;
        rests = 0;
        return over;
    }

    /** What was still under way when a rest began, and fails in it, does not make it longer. */
    private void failed() {
        failures++;
        Instant now = clock.instant();
        if (failures >= IN_A_ROW && !now.isBefore(restUntil)) {
            if (rests == 0) {
                LOG.warnf("The destination answers nobody, delivery rests and looks again by itself: %s", answer);
            }
            rests++;
            restUntil = now.plus(rest.after(rests));
        }
    }
}
