package dev.earshot.postgres;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.nio.NioChannelOption;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.impl.command.CommandResponse;
import java.io.IOException;
import java.net.SocketOption;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import org.jboss.logging.Logger;

/**
 * Closes a connection to Postgres that is due an answer and silent for too long. Its pool opens another one, and the
 * waiting caller fails. Postgres ends slow statements before that ({@code statement_timeout}), so a silent connection
 * means a network failure.
 *
 * <p>Idle connections on the same path are silent too, and each would be detected only by a failing request. So a
 * detected one takes those with it that have been silent since. The same happens when Postgres reports that it is
 * read-only: after a failover, these connections lead to the former primary; and when a prepared statement no longer
 * fits its table, because the others have prepared it too.
 *
 * <p>It counts commands and answers below the SQL client, where every statement passes: those of the pool, of
 * Hibernate, of look-ups.
 */
final class ConnectionWatchdog {
    private static final Logger LOG = Logger.getLogger(ConnectionWatchdog.class);
    private static final String READ_ONLY = "25006";
    /** An idle connection whose path is broken is closed after 15 + 3 × 5 seconds. */
    static final Map<SocketOption<Integer>, Integer> KEEP_ALIVE = Map.of(
            ExtendedSocketOptions.TCP_KEEPIDLE, 15,
            ExtendedSocketOptions.TCP_KEEPINTERVAL, 5,
            ExtendedSocketOptions.TCP_KEEPCOUNT, 3);

    private final Channel channel;
    private final long mostNanos;
    private final Set<ConnectionWatchdog> all;
    /** These two belong to the channel's thread. */
    private int due;

    private boolean timed;
    private volatile long heardAt = System.nanoTime();

    private ConnectionWatchdog(Channel channel, Duration most, Set<ConnectionWatchdog> all) {
        this.channel = channel;
        this.mostNanos = most.toNanos();
        this.all = all;
    }

    static Set<ConnectionWatchdog> none() {
        return ConcurrentHashMap.newKeySet();
    }

    /**
     * Watches a connection that has just been opened; to be called on its thread.
     *
     * @param most how long it may be silent while an answer is due
     * @param all those of this application
     */
    static void over(SqlConnection connection, Duration most, Set<ConnectionWatchdog> all) {
        var socket = ((SocketConnectionBase) ((SqlConnectionInternal) connection).unwrap()).socket();
        ChannelHandlerContext client = socket.channelHandlerContext();
        ConnectionWatchdog watch = new ConnectionWatchdog(client.channel(), most, all);
        keepAlive(client.channel());
        client.pipeline().addFirst(watch.new Bytes()).addBefore(client.name(), "earshot-watch", watch.new Commands());
        all.add(watch);
        client.channel().closeFuture().addListener(closed -> all.remove(watch));
    }

    /**
     * The kernel probes a connection that is idle, by default after two hours. Vert.x passes on these options to its
     * native transport alone.
     */
    private static void keepAlive(Channel channel) {
        KEEP_ALIVE.forEach((option, value) -> channel.config().setOption(NioChannelOption.of(option), value));
    }

    private void asked() {
        if (due++ == 0) {
            heardAt = System.nanoTime();
        }
        if (!timed) {
            lookIn(mostNanos);
        }
    }

    private void lookIn(long nanos) {
        timed = true;
        channel.eventLoop().schedule(this::look, nanos, TimeUnit.NANOSECONDS);
    }

    private void look() {
        timed = false;
        if (due == 0 || !channel.isOpen()) {
            return;
        }
        long left = mostNanos - (System.nanoTime() - heardAt);
        if (left > 0) {
            lookIn(left);
        } else {
            LOG.warnf(
                    "A connection to Postgres has not answered for %d s and is replaced",
                    TimeUnit.NANOSECONDS.toSeconds(mostNanos));
            channel.close();
            closeIdleUnheardSince(heardAt);
        }
    }

    private void closeIdleUnheardSince(long moment) {
        all.forEach(other -> other.channel.eventLoop().execute(() -> {
            if (other.due == 0 && other.heardAt - moment <= 0) {
                other.channel.close();
            }
        }));
    }

    private void answered(CommandResponse<?> answer) {
        due--;
        Throwable failure = answer.toAsyncResult().cause();
        if (failure != null
                && (READ_ONLY.equals(DatabaseFailure.sqlState(failure)) || DatabaseFailure.isChangedPlan(failure))) {
            channel.close();
            closeIdleUnheardSince(System.nanoTime());
        }
    }

    /** Next to the network: whatever arrives there is a sign of life, even a part of an answer. */
    private final class Bytes extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            heardAt = System.nanoTime();
            context.fireChannelRead(bytes);
        }
    }

    /** Next to the SQL client. */
    private final class Commands extends ChannelDuplexHandler {
        /** The client would report what is written to a closed channel as an error of the connection. */
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise written) {
            if (message instanceof CommandBase<?> command) {
                if (!channel.isActive()) {
                    command.fail(new ClosedChannelException());
                    return;
                }
                asked();
            }
            context.write(message, written);
        }

        /**
         * Closing fails what is under way. The client would print an error that arrives between two statements, such as
         * that of a server that shuts down, to the standard error output.
         */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (cause instanceof PgException || cause instanceof IOException) {
                LOG.debugf("A connection to Postgres ended: %s", cause);
                context.close();
            } else {
                context.fireExceptionCaught(cause);
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.fireChannelRead(message);
            if (message instanceof CommandResponse<?> answer) {
                answered(answer);
            }
        }
    }
}
