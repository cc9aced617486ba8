package dev.earshot.conversation;

import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A reply on the wire: its frames, a comment where what had been said before ends, and a comment every so often.
 *
 * <p>The events are written out here rather than by the framework, which answers 200 before it knows whether there is anything to stream,
 * needs a write for each event, and leaves out the space after {@code data:} that some front ends look for.
 */
@ApplicationScoped
class EventStream {
    private static final byte[] LIVE = bytes(": live\n\n");
    private static final byte[] HEARTBEAT = bytes(": heartbeat\n\n");
    /** Without an id, so that the last one stays the one to resume from. */
    private static final byte[] RESUME = bytes("retry: 500\ndata: {\"data\":{\"resume\":true}}\n\n");

    private static final byte[] END = new byte[0];

    private final Followers followers;
    private final ChatConfig config;
    private final Running running;
    private final Farewell farewell;

    EventStream(Followers followers, ChatConfig config, Running running, Farewell farewell) {
        this.followers = followers;
        this.config = config;
        this.running = running;
        this.farewell = farewell;
    }

    /** The reply after frame {@code n}, until it ends. A viewer who leaves changes nothing for it. */
    Multi<byte[]> of(String messageId, int n) {
        return followers
                .view(messageId, reply -> events(messageId, reply, n))
                .onCompletion()
                .continueWith(END)
                .plug(events -> untilToldToEnd(messageId, events));
    }

    private static Multi<byte[]> events(String messageId, Reply reply, int n) {
        List<Frame> known = reply.known(n);
        Multi<byte[]> replay = Multi.createFrom().item(events(messageId, known));
        if (!known.isEmpty() && known.get(known.size() - 1).isLast()) {
            return replay;
        }
        Multi<byte[]> live = reply.after(n + known.size()).map(frames -> events(messageId, frames));
        return Multi.createBy()
                .concatenating()
                .streams(replay, Multi.createFrom().item(LIVE), live)
                .skip()
                .where(events -> events.length == 0);
    }

    /**
     * Heartbeats in between, and an end when this replica leaves. One request at a time goes upstream, so that a slow viewer isn't buffered
     * for; a heartbeat that finds no room is left out. What comes after the word to resume is for the stream that resumes.
     */
    private Multi<byte[]> untilToldToEnd(String messageId, Multi<byte[]> events) {
        Multi<byte[]> beats = Multi.createFrom()
                .ticks()
                .startingAfter(config.heartbeat())
                .every(config.heartbeat())
                .onOverflow()
                .drop()
                .map(tick -> HEARTBEAT);
        AtomicBoolean sentAway = new AtomicBoolean();
        return Multi.createBy()
                .merging()
                .withRequests(1)
                .streams(events, beats, resumption(messageId))
                .select()
                .first(event -> event != END && !sentAway.getAndSet(event == RESUME));
    }

    /** Whoever watches a reply that another replica makes is sent there. A reply that is made here ends by itself, or is ended. */
    private Multi<byte[]> resumption(String messageId) {
        return farewell.parting()
                .filter(now -> running.find(messageId).isEmpty())
                .onItem()
                .transformToIterable(now -> List.of(RESUME, END));
    }

    private static byte[] events(String messageId, List<Frame> frames) {
        StringBuilder events = new StringBuilder();
        for (Frame frame : frames) {
            events.append("id: ")
                    .append(messageId)
                    .append('/')
                    .append(frame.n())
                    .append('\n');
            events.append("data: ").append(frame.json()).append("\n\n");
        }
        return bytes(events.toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
