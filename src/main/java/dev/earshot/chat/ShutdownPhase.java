package dev.earshot.chat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Whether this replica is leaving. It leaves in two steps: at first it is still asked, since routers take a moment to notice, and only hurries;
 * then it sends away those who could as well be elsewhere.
 */
@Singleton
public class ShutdownPhase {
    private static final long STAYS = 0;
    /** Nobody can wait for no time at all: Mutiny refuses to, and what comes after would be left undone. */
    private static final Duration LEAST = Duration.ofMillis(1);

    /** Says nothing, and is over when this replica parts: whoever comes later is told at once. */
    private final BroadcastProcessor<Boolean> stay = BroadcastProcessor.create();

    private volatile long begunAt = STAYS;
    private volatile boolean parted;

    /** What is paced for those who read along is said at once from now on. */
    public void begin() {
        if (begunAt == STAYS) {
            begunAt = System.nanoTime();
        }
    }

    public boolean hasBegun() {
        return begunAt != STAYS;
    }

    /** What is left of a time that is counted from the beginning, a moment at least. */
    public Duration left(Duration whole) {
        Duration left = hasBegun() ? whole.minusNanos(System.nanoTime() - begunAt) : whole;
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }

    /** Nothing new is begun from now on, and who only watches what is made elsewhere is sent there. */
    public void part() {
        begin();
        parted = true;
        stay.onComplete();
    }

    public boolean hasParted() {
        return parted;
    }

    /** The moment of parting, once. */
    public Multi<Boolean> parting() {
        return stay.onCompletion().continueWith(true);
    }
}
