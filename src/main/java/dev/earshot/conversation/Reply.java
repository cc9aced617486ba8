package dev.earshot.conversation;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The frames of one reply, as far as this replica knows them, shared by all who view it here. Each viewer walks along them at its own pace and
 * takes the next one when it has room for it: a slow viewer costs a position, not a buffer.
 */
final class Reply {
    private record Waiter(int index, UniEmitter<? super Frame> viewer) {}

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
        served.forEach(waiter -> waiter.viewer().complete(frame(waiter.index())));
    }

    private synchronized List<Waiter> append(String json) {
        if (hasEnded()) {
            return List.of();
        }
        frames.add(json);
        boolean ended = Frame.isLast(json);
        List<Waiter> served = waiting.stream()
                .filter(waiter -> ended || waiter.index() < frames.size())
                .toList();
        served.forEach(waiting::remove);
        return served;
    }

    /**
     * The frames after this one, to the last. Who has seen more than there is, as after the death of the replica that had shown it, gets the
     * last frame.
     */
    Multi<Frame> after(int n) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new AtomicInteger(n), index -> next(index.getAndIncrement()))
                .whilst(frame -> !frame.isLast());
    }

    private Uni<Frame> next(int index) {
        return Uni.createFrom().emitter(viewer -> {
            if (!waitsFor(index, viewer)) {
                viewer.complete(frame(index));
            }
        });
    }

    private synchronized boolean waitsFor(int index, UniEmitter<? super Frame> viewer) {
        if (index < frames.size() || hasEnded()) {
            return false;
        }
        Waiter waiter = new Waiter(index, viewer);
        waiting.add(waiter);
        viewer.onTermination(() -> forget(waiter));
        return true;
    }

    private synchronized void forget(Waiter waiter) {
        waiting.remove(waiter);
    }

    private synchronized Frame frame(int index) {
        int known = Math.min(index, frames.size() - 1);
        return new Frame(known + 1, frames.get(known));
    }
}
