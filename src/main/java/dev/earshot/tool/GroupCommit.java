package dev.earshot.tool;

import dev.earshot.Origin;
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
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Group commit: what arrives while a transaction is under way shares the next one, since a transaction of fifty costs little more than one of
 * one. There is no timer: an entry that finds nothing under way leaves at once, and one that finds only what takes unusually long, because it
 * waits for a lock or a disk, leaves beside it with all that have waited for it.
 *
 * <p>A group holds at most one entry of each key. What a group could not write, because its row was locked or because the database refused the
 * group for one of its entries, is written again in a transaction of its own, so that nobody fails for somebody else's sake. After a lost
 * connection nobody knows whether the group was committed: then all of it has failed, and nothing is written twice.
 */
final class GroupCommit<E> {
    /** Several times what a transaction takes on a busy machine. */
    static final Duration USUAL = Duration.ofMillis(25);

    private static final int UNDER_WAY_AT_MOST = 4;

    private final Function<E, String> key;
    private final Function<List<E>, Uni<Set<String>>> together;
    private final Function<E, Uni<Void>> alone;
    private final int groupAtMost;
    private final LongSupplier nanoTime;

    private final Deque<Waiting<E>> waiting = new ArrayDeque<>();
    private int underWay;
    private long lastLeft;

    private record Waiting<E>(E entry, UniEmitter<? super Void> caller, Origin origin) {}

    /**
     * @param together writes a group in one transaction and gives the keys of what it has written
     * @param alone writes one entry in its own transaction, or fails with what is to be said to its caller
     * @param nanoTime a clock for durations
     */
    GroupCommit(
            Function<E, String> key,
            Function<List<E>, Uni<Set<String>>> together,
            Function<E, Uni<Void>> alone,
            int groupAtMost,
            LongSupplier nanoTime) {
        this.key = key;
        this.together = together;
        this.alone = alone;
        this.groupAtMost = groupAtMost;
        this.nanoTime = nanoTime;
    }

    /** Answers once the entry has been committed. */
    Uni<Void> write(E entry) {
        return Uni.createFrom().emitter(caller -> {
            synchronized (waiting) {
                waiting.add(new Waiting<>(entry, caller, Origin.here()));
            }
            next();
        });
    }

    private void next() {
        List<Waiting<E>> group = take();
        if (!group.isEmpty()) {
            release(together(group));
        }
    }

    /** The group that leaves now; nothing while one is under way that will soon be done. */
    private List<Waiting<E>> take() {
        synchronized (waiting) {
            List<Waiting<E>> group = new ArrayList<>();
            if (mayLeave()) {
                Set<String> keys = new HashSet<>();
                Iterator<Waiting<E>> queue = waiting.iterator();
                while (queue.hasNext() && group.size() < groupAtMost) {
                    Waiting<E> first = queue.next();
                    if (keys.add(key.apply(first.entry()))) {
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
        return underWay == 0 || underWay < UNDER_WAY_AT_MOST && nanoTime.getAsLong() - lastLeft > USUAL.toNanos();
    }

    private void release(Uni<Void> writing) {
        writing.subscribe().with(done -> ended(), failure -> ended());
    }

    private void ended() {
        synchronized (waiting) {
            underWay--;
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

    /** Those left over don't hold up the next group: they may have to wait for a lock. */
    private void settle(Waiting<E> one, Set<String> written) {
        if (written.contains(key.apply(one.entry()))) {
            one.origin().tell(() -> one.caller().complete(null));
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
