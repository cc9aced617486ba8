package dev.earshot.chat.run;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The events of one reply, as far as this replica knows them, encoded once for all its viewers here. Each viewer reads
 * them at its own pace: a slow viewer costs a position, not a buffer.
 */
public final class ReplyEvents {
    /**
     * The events after a position.
     *
     * @param to the number of the last of them
     * @param last whether the reply ends with them
     */
    public record News(int to, List<KnownEvent> each, boolean last) {

        /** All of them as our own stream carries them; empty if there are none. */
        public Buffer events() {
            return each.size() == 1 ? each.get(0).encoded() : together(each);
        }

        /** What they say, for other protocols. */
        public List<ReplyEvent> read() {
            return each.size() == 1
                    ? List.of(each.get(0).read())
                    : each.stream().map(KnownEvent::read).toList();
        }
    }

    private final String messageId;
    private final List<KnownEvent> events = new ArrayList<>();
    private final Set<Runnable> watchers = ConcurrentHashMap.newKeySet();
    private boolean ended;

    public ReplyEvents(String messageId) {
        this.messageId = messageId;
    }

    synchronized int size() {
        return events.size();
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    /** Calls this whenever there may be something new, on the thread that added it, until cancelled. */
    public Cancellable watch(Runnable watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    public void add(List<String> frames) {
        if (!frames.isEmpty()) {
            frames.forEach(this::append);
            watchers.forEach(Runnable::run);
        }
    }

    public void add(String frame) {
        add(List.of(frame));
    }

    private synchronized void append(String frame) {
        if (!ended) {
            events.add(new KnownEvent(StreamFrame.event(messageId, events.size() + 1, frame)));
            ended = StreamFrame.isLast(frame);
        }
    }

    /**
     * The events after this one. A viewer beyond the end, for example after the death of the replica that served it,
     * gets the last event once the reply has ended.
     */
    public synchronized News after(int n) {
        int from = Math.min(n, ended ? events.size() - 1 : events.size());
        List<KnownEvent> unseen = events.subList(from, events.size());
        return new News(Math.max(n, events.size()), List.copyOf(unseen), ended);
    }

    private static Buffer together(List<KnownEvent> events) {
        Buffer all = Buffer.buffer();
        events.forEach(event -> all.appendBuffer(event.encoded()));
        return all;
    }

    /** Completes when the reply has ended. */
    Uni<Void> end() {
        return Uni.createFrom().emitter(waiting -> {
            Cancellable watch = watch(() -> {
                if (hasEnded()) {
                    waiting.complete(null);
                }
            });
            waiting.onTermination(watch::cancel);
            if (hasEnded()) {
                waiting.complete(null);
            }
        });
    }
}
