package dev.earshot.tool.ledger;

import dev.earshot.common.CallerContext;
import dev.earshot.postgres.DatabaseFailure;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Group commit: entries that arrive while many are being written share the next transaction, because one of fifty costs
 * little more than one of one. There is no timer: an entry that finds nothing or only a few others under way leaves at
 * once, and one that finds only unusually slow transactions, which wait for a lock or a disk, leaves beside them with
 * all that have waited.
 *
 * <p>No two entries of one key are in groups at the same time: the second waits here, in its turn, and not for the
 * first one's lock. Entries that a group could not write, because their row was locked or because the database refused
 * the group for one of them, are written again in a transaction of their own, so that none fails because of another;
 * unless their callers have no time left for it.
 * After a lost connection it is unknown whether the group was committed: then all of it has failed, and nothing is
 * written twice.
 */
final class GroupCommit<E> {
    /** Several times what a transaction takes on a busy machine. */
    static final Duration USUAL = Duration.ofMillis(25);

    /**
     * Entries that are written concurrently as long as there are no more: waiting for another's commit would take
     * longer than it saves.
     */
    static final int A_FEW = 4;

    private static final int UNDER_WAY_AT_MOST = 2 * A_FEW;

    private final Function<E, String> key;
    private final Function<List<E>, Uni<Set<String>>> together;
    private final Function<E, Uni<Void>> alone;
    private final int groupAtMost;
    private final long patienceNanos;
    private final LongSupplier nanoTime;

    private final Deque<Waiting<E>> waiting = new ArrayDeque<>();
    private final Set<String> keysUnderWay = new HashSet<>();
    private int underWay;
    private long lastLeft;

    private record Waiting<E>(
            E entry, UniEmitter<? super Void> caller, CallerContext origin, long since, AtomicBoolean givenUp) {}

    /**
     * @param together writes a group in one transaction and returns the keys of what it has written
     * @param alone writes one entry in its own transaction, or fails with its caller's error
     * @param patience how long after its arrival an entry may still be written alone: what is begun later would outlast
     *     the caller's time limit, and take effect after the caller was told that the call timed out
     * @param nanoTime a clock for durations
     */
    GroupCommit(
            Function<E, String> key,
            Function<List<E>, Uni<Set<String>>> together,
            Function<E, Uni<Void>> alone,
            int groupAtMost,
            Duration patience,
            LongSupplier nanoTime) {
        this.key = key;
        this.together = together;
        this.alone = alone;
        this.groupAtMost = groupAtMost;
        this.patienceNanos = patience.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Answers once the entry has been committed. */
    Uni<Void> write(E entry) {
        return Uni.createFrom().emitter(caller -> {
            AtomicBoolean givenUp = new AtomicBoolean();
            caller.onTermination(() -> givenUp.set(true));
            synchronized (waiting) {
                waiting.add(new Waiting<>(entry, caller, CallerContext.here(), nanoTime.getAsLong(), givenUp));
            }
            next();
        });
    }

    private void next() {
        List<Waiting<E>> group = take();
        if (!group.isEmpty()) {
            release(group, together(group));
        }
    }

    /** The group that leaves now; nothing while many are under way that will soon be done. */
    private List<Waiting<E>> take() {
        synchronized (waiting) {
            List<Waiting<E>> group = new ArrayList<>();
            if (mayLeave()) {
                Iterator<Waiting<E>> queue = waiting.iterator();
                while (queue.hasNext() && group.size() < groupAtMost) {
                    Waiting<E> first = queue.next();
                    if (first.givenUp().get()) {
                        queue.remove();
                    } else if (keysUnderWay.add(key.apply(first.entry()))) {
                        group.add(first);
                        queue.remove();
                    }
                }
                if (!group.isEmpty()) {
                    underWay++;
                    lastLeft = nanoTime.getAsLong();
                }
            }
            return group;
        }
    }

    private boolean mayLeave() {
        return underWay < UNDER_WAY_AT_MOST
                && (keysUnderWay.size() < A_FEW || nanoTime.getAsLong() - lastLeft > USUAL.toNanos());
    }

    private void release(List<Waiting<E>> group, Uni<Void> writing) {
        writing.subscribe().with(done -> ended(group), failure -> ended(group));
    }

    private void ended(List<Waiting<E>> group) {
        synchronized (waiting) {
            underWay--;
            group.forEach(one -> keysUnderWay.remove(key.apply(one.entry())));
        }
        next();
    }

    private Uni<Void> together(List<Waiting<E>> group) {
        return Uni.createFrom()
                .deferred(
                        () -> together.apply(group.stream().map(Waiting::entry).toList()))
                .onFailure(PgException.class)
                .recoverWithItem(Set.of())
                .invoke(written -> group.forEach(one -> settle(one, written)))
                .onFailure()
                .invoke(failure -> group.forEach(
                        one -> one.origin().tell(() -> one.caller().fail(failure))))
                .replaceWithVoid();
    }

    /** The rest must not delay the next group: it may have to wait for a lock. */
    private void settle(Waiting<E> one, Set<String> written) {
        if (written.contains(key.apply(one.entry()))) {
            one.origin().tell(() -> one.caller().complete(null));
        } else if (one.givenUp().get() || nanoTime.getAsLong() - one.since() > patienceNanos) {
            one.origin().tell(() -> one.caller().fail(DatabaseFailure.timedOut()));
        } else {
            alone(one).subscribe().with(done -> {}, failure -> {});
        }
    }

    private Uni<Void> alone(Waiting<E> one) {
        return Uni.createFrom()
                .deferred(() -> alone.apply(one.entry()))
                .invoke(() -> one.origin().tell(() -> one.caller().complete(null)))
                .onFailure()
                .invoke(failure -> one.origin().tell(() -> one.caller().fail(failure)));
    }
}
