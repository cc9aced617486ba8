package dev.earshot.chat.stream;

import dev.earshot.chat.run.ReplyEvents;
import dev.earshot.chat.run.StreamFrame;
import dev.earshot.chat.run.StreamRequest;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A reply on one viewer's connection: an event to resume from if needed, the known events, a comment where they end,
 * and new ones as they come. All of it happens on the connection's own thread.
 */
final class StreamConnection {
    private static final String LIVE = ": live\n\n";
    private static final String HEARTBEAT = ": heartbeat\n\n";
    /** Without an id, so that the last one stays the one to resume from. */
    private static final String RESUME = "retry: 500\ndata: {\"data\":{\"resume\":true}}\n\n";

    private final String messageId;
    private final HttpServerResponse connection;
    private final Context thread;
    private final AtomicBoolean told = new AtomicBoolean();
    private final boolean opened;
    private int seen;
    private long beats;
    private ReplyEvents reply;
    private Cancellable watch = () -> {};

    StreamConnection(StreamRequest viewing, HttpServerResponse connection, Context thread) {
        this.messageId = viewing.messageId();
        this.opened = viewing.seen() >= 0;
        this.seen = Math.max(0, viewing.seen());
        this.connection = connection.setChunked(true);
        this.thread = thread;
    }

    String messageId() {
        return messageId;
    }

    /** Sends a heartbeat this often. */
    void beat(Duration every) {
        thread.runOnContext(now -> {
            if (!isOver()) {
                beats = thread.owner().setPeriodic(every.toMillis(), beat -> beat());
            }
        });
    }

    private void beat() {
        if (hasRoom()) {
            connection.write(HEARTBEAT);
        }
    }

    /** Shows the known events; new ones follow. */
    void begin(ReplyEvents shown) {
        thread.runOnContext(now -> {
            if (!isOver()) {
                reply = shown;
                watch = reply.watch(this::tell);
                connection.drainHandler(drained -> show());
                begin(reply.after(seen));
                connection.headers().clear();
                connection.headersEndHandler(null);
            }
        });
    }

    private void begin(ReplyEvents.News known) {
        Buffer events = opened ? Buffer.buffer() : StreamFrame.opening(messageId);
        events.appendBuffer(known.events());
        if (!known.last()) {
            events.appendString(LIVE);
        }
        write(new ReplyEvents.News(known.to(), events, known.last()));
    }

    /** There may be something new. May be called from any thread, any number of times. */
    private void tell() {
        if (!told.getAndSet(true)) {
            thread.runOnContext(now -> {
                told.set(false);
                show();
            });
        }
    }

    private void show() {
        if (hasRoom()) {
            write(reply.after(seen));
        }
    }

    private void write(ReplyEvents.News news) {
        seen = news.to();
        if (news.last()) {
            connection.end(news.events());
        } else if (news.events().length() > 0) {
            connection.write(news.events());
        }
    }

    /** Ends the stream here, and asks the viewer to reconnect. */
    void askToReconnect() {
        thread.runOnContext(now -> {
            if (!isOver()) {
                connection.end(RESUME);
            }
        });
    }

    /** Calls this when the viewer has left, even if that was before now, or has seen all; maybe twice. */
    void onEnd(Runnable over) {
        connection.endHandler(ended -> over.run());
        connection.closeHandler(closed -> over.run());
        // The request's own handler would keep the whole request.
        connection.exceptionHandler(cut -> over.run());
        if (isOver()) {
            over.run();
        }
    }

    void leave() {
        thread.owner().cancelTimer(beats);
        watch.cancel();
    }

    private boolean hasRoom() {
        return !isOver() && !connection.writeQueueFull();
    }

    private boolean isOver() {
        return connection.ended() || connection.closed();
    }
}
