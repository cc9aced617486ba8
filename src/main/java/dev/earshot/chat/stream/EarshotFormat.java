package dev.earshot.chat.stream;

import dev.earshot.chat.run.ReplyEvents;
import dev.earshot.chat.run.StreamFrame;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/** Our own stream, whose events are written once for all viewers. See docs/chat.md. */
final class EarshotFormat implements StreamFormat {
    private static final String LIVE = ": live\n\n";
    /** Without an id, so that the last one stays the one to resume from. */
    private static final String RESUME = "retry: 500\ndata: {\"data\":{\"resume\":true}}\n\n";

    private final Buffer opening;
    private boolean live;

    private EarshotFormat(Buffer opening) {
        this.opening = opening;
    }

    /** An id to resume from comes first. */
    static EarshotFormat fromTheStart(String messageId) {
        return new EarshotFormat(StreamFrame.opening(messageId));
    }

    static EarshotFormat resumed() {
        return new EarshotFormat(Buffer.buffer());
    }

    @Override
    public Buffer opening() {
        return opening;
    }

    /** A comment says where the known events end. */
    @Override
    public Buffer events(ReplyEvents.News news) {
        if (live) {
            return news.events();
        }
        live = true;
        return Buffer.buffer().appendBuffer(news.events()).appendString(LIVE);
    }

    @Override
    public Uni<Buffer> ending(ReplyEvents.News news) {
        return Uni.createFrom().item(news::events);
    }

    @Override
    public Buffer comeAgain() {
        return Buffer.buffer(RESUME);
    }
}
