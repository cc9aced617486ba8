package dev.earshot.chat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How far this replica's shutdown is. It has two steps: first it still takes requests, because routers need a moment to
 * notice, and only hurries; then it drains: it sends clients to other replicas.
 */
@Singleton
public class ShutdownPhase {
    private static final long NOT_BEGUN = 0;
    /** A pause must not be zero: Mutiny refuses that, and the steps after it would be skipped. */
    private static final Duration LEAST = Duration.ofMillis(1);

    /** Emits nothing and completes when the second step begins; late subscribers see that at once. */
    private final BroadcastProcessor<Boolean> untilDraining = BroadcastProcessor.create();

    private volatile long begunAt = NOT_BEGUN;
    private volatile boolean draining;

    /** Replies paced for readers are sent without pauses from now on. */
    public void begin() {
        if (begunAt == NOT_BEGUN) {
            begunAt = System.nanoTime();
        }
    }

    public boolean hasBegun() {
        return begunAt != NOT_BEGUN;
    }

    /** The rest of a time that counts from the beginning of the shutdown, at least a moment. */
    public Duration left(Duration whole) {
        Duration left = hasBegun() ? whole.minusNanos(System.nanoTime() - begunAt) : whole;
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }

    /** No new work begins from now on, and viewers of other replicas' replies are sent there. */
    public void drain() {
        begin();
        draining = true;
        untilDraining.onComplete();
    }

    public boolean isDraining() {
        return draining;
    }

    /** The moment of the second step, once. */
    public Multi<Boolean> drainingBegins() {
        return untilDraining.onCompletion().continueWith(true);
    }
}
