package dev.earshot.conversation;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The frames of one reply, as far as this replica knows them, shared by all who view it here. Each viewer walks along them at its own pace and
 * takes the next ones when it has room for them: a slow viewer costs a position, not a buffer.
 */
final class Reply {
    private record Waiter(int seen, UniEmitter<? super List<Frame>> viewer) {}

    private final List<String> frames = new ArrayList<>();
    private final Set<Waiter> waiting = new LinkedHashSet<>();

    synchronized int size() {
        return frames.size();
    }

    synchronized boolean hasEnded() {
        return !frames.isEmpty() && Frame.isLast(frames.get(frames.size() - 1));
    }

    void add(List<String> added) {
        added.forEach(this::add);
    }

    void add(String json) {
        List<Waiter> served = append(json);
        served.forEach(waiter -> waiter.viewer().complete(known(waiter.seen())));
    }

    private synchronized List<Waiter> append(String json) {
        if (hasEnded()) {
            return List.of();
        }
        frames.add(json);
        boolean ended = Frame.isLast(json);
        List<Waiter> served = waiting.stream()
                .filter(waiter -> ended || waiter.seen() < frames.size())
                .toList();
        served.forEach(waiting::remove);
        return served;
    }

    /**
     * What there is after this frame. Who has seen more than there is, as after the death of the replica that had shown it, gets the last
     * frame once the reply has ended.
     */
    synchronized List<Frame> known(int n) {
        int from = hasEnded() ? Math.min(n, frames.size() - 1) : Math.min(n, frames.size());
        return IntStream.range(from, frames.size())
                .mapToObj(index -> new Frame(index + 1, frames.get(index)))
                .toList();
    }

    /** The frames after this one, to the last, as they come; several at a time to who was slow to take them. */
    Multi<List<Frame>> after(int n) {
        return Multi.createBy()
                .repeating()
                .uni(
                        () -> new AtomicInteger(n),
                        seen -> next(seen.get()).invoke(frames -> seen.addAndGet(frames.size())))
                .whilst(frames -> !frames.get(frames.size() - 1).isLast());
    }

    private Uni<List<Frame>> next(int seen) {
        return Uni.createFrom().emitter(viewer -> {
            List<Frame> ready = knownOrWaits(seen, viewer);
            if (!ready.isEmpty()) {
                viewer.complete(ready);
            }
        });
    }

    private synchronized List<Frame> knownOrWaits(int seen, UniEmitter<? super List<Frame>> viewer) {
        List<Frame> ready = known(seen);
        if (ready.isEmpty()) {
            Waiter waiter = new Waiter(seen, viewer);
            waiting.add(waiter);
            viewer.onTermination(() -> forget(waiter));
        }
        return ready;
    }

    private synchronized void forget(Waiter waiter) {
        waiting.remove(waiter);
    }
}
