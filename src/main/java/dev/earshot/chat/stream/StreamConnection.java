package dev.earshot.chat.stream;

import dev.earshot.chat.run.ReplyEvents;
import dev.earshot.postgres.FailureLog;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * A reply on one viewer's connection: an event to resume from if needed, the known events, a comment where they end,
 * and new ones as they come. All of it happens on the connection's own thread.
 */
final class StreamConnection {
    private static final Buffer NOTHING = Buffer.buffer();
    private static final String HEARTBEAT = ": heartbeat\n\n";
    private static final FailureLog FAILURES = FailureLog.warnings(
            Logger.getLogger(StreamConnection.class), "A reply could not be shown; its viewer was asked to reconnect");

    private final String messageId;
    private final HttpServerResponse connection;
    private final ContextInternal thread;
    private final AtomicBoolean told = new AtomicBoolean();
    private final StreamFormat format;
    private int seen;
    private boolean ending;
    private long beats;
    private ReplyEvents reply;
    private Cancellable watch = () -> {};

    StreamConnection(StreamRequest viewing, HttpServerResponse connection, Context thread) {
        this.messageId = viewing.messageId();
        this.format = viewing.format();
        this.seen = viewing.seen();
        this.connection = connection.setChunked(true);
        this.thread = (ContextInternal) thread;
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
                write(format.opening(), reply.after(seen));
                if (connection.headWritten()) {
                    connection.headers().clear();
                    connection.headersEndHandler(null);
                }
            }
        });
    }

    /** There may be something new. May be called from any thread, any number of times. */
    private void tell() {
        if (thread.inThread()) {
            thread.emit(now -> show());
        } else if (!told.getAndSet(true)) {
            thread.runOnContext(now -> {
                told.set(false);
                show();
            });
        }
    }

    private void show() {
        if (hasRoom()) {
            write(NOTHING, reply.after(seen));
        }
    }

    private void write(Buffer before, ReplyEvents.News news) {
        seen = news.to();
        if (news.last()) {
            ending = true;
            format.ending(news).subscribe().with(last -> end(joined(before, last)), this::fail);
            return;
        }
        Buffer events = joined(before, format.events(news));
        if (events.length() > 0) {
            connection.write(events);
        }
    }

    /** Events alone are not copied: all viewers of our own stream share them. */
    private static Buffer joined(Buffer before, Buffer events) {
        return before.length() == 0 ? events : before.appendBuffer(events);
    }

    private void end(Buffer last) {
        thread.runOnContext(now -> {
            if (!isOver()) {
                connection.end(last);
            }
        });
    }

    /** The reply can't be read at the moment. */
    void fail(Throwable failure) {
        FAILURES.failed(failure);
        askToReconnect();
    }

    /** Ends the stream here, and asks the viewer to reconnect. */
    void askToReconnect() {
        end(format.comeAgain());
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
        return !ending && !isOver() && !connection.writeQueueFull();
    }

    private boolean isOver() {
        return connection.ended() || connection.closed();
    }
}
