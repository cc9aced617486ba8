package dev.earshot.chat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How far this replica's shutdown is. It has two steps: first it still takes requests, because routers need a moment to
 * notice, and only hurries; then it sends clients to other replicas.
 */
@Singleton
public class ShutdownPhase {
    private static final long STAYS = 0;
    /** A pause must not be zero: Mutiny refuses that, and the steps after it would be skipped. */
    private static final Duration LEAST = Duration.ofMillis(1);

    /** Emits nothing and completes when the second step begins; late subscribers see that at once. */
    private final BroadcastProcessor<Boolean> stay = BroadcastProcessor.create();

    private volatile long begunAt = STAYS;
    private volatile boolean parted;

    /** Replies paced for readers are sent without pauses from now on. */
    public void begin() {
        if (begunAt == STAYS) {
            begunAt = System.nanoTime();
        }
    }

    public boolean hasBegun() {
        return begunAt != STAYS;
    }

    /** The rest of a time that counts from the beginning of the shutdown, at least a moment. */
    public Duration left(Duration whole) {
        Duration left = hasBegun() ? whole.minusNanos(System.nanoTime() - begunAt) : whole;
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }

    /** No new work begins from now on, and viewers of other replicas' replies are sent there. */
    public void part() {
        begin();
        parted = true;
        stay.onComplete();
    }

    public boolean hasParted() {
        return parted;
    }

    /** The moment of the second step, once. */
    public Multi<Boolean> parting() {
        return stay.onCompletion().continueWith(true);
    }
}
