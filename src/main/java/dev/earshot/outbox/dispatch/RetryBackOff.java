package dev.earshot.outbox.dispatch;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * The pause for a customer's deliveries after a failure: doubling, bounded, and with jitter so that they don't all
 * return at once.
 */
class RetryBackOff {
    private static final int DOUBLINGS = 30;

    private final long first;
    private final long most;
    private final DoubleSupplier chance;

    RetryBackOff(Duration first, Duration most) {
        this(first, most, () -> ThreadLocalRandom.current().nextDouble());
    }

    RetryBackOff(Duration first, Duration most, DoubleSupplier chance) {
        this.first = first.toMillis();
        this.most = most.toMillis();
        this.chance = chance;
    }

    Duration after(int failures) {
        long pause = Math.min(most, first << Math.min(failures - 1, DOUBLINGS));
        return Duration.ofMillis((long) (pause * (0.5 + chance.getAsDouble() / 2)));
    }
}
