package dev.earshot.postgres;

import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgNotification;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Notifications between replicas through Postgres ({@code NOTIFY}), received on a connection of its own.
 *
 * <p>A notification is a hint to look into a table and never the only way to learn of something: those sent while the
 * connection is down are lost. A connection that only listens would never notice that it is cut, so it runs a query
 * every few seconds.
 */
@Singleton
public class PgNotifications {
    private static final Logger LOG = Logger.getLogger(PgNotifications.class);
    private static final long RECONNECT_MILLIS = 500;
    private static final long CHECK_MILLIS = Duration.ofSeconds(3).toMillis();

    private final Map<String, List<Consumer<String>>> handlers = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final SqlClients clients;
    private final Context context;
    private final long checks;
    /** These belong to the context's thread. */
    private PgConnection connection;

    private boolean stopped;

    PgNotifications(Vertx vertx, SqlClients clients) {
        this.vertx = vertx;
        this.clients = clients;
        this.context = vertx.getOrCreateContext();
        context.runOnContext(start -> connect());
        checks = vertx.setPeriodic(CHECK_MILLIS, check -> context.runOnContext(now -> check()));
    }

    /** From now on the handler gets the payload of every notification on this channel, this replica's included. */
    public void hear(String channel, Consumer<String> handler) {
        if (!channel.matches("[a-z_]+")) {
            throw new IllegalArgumentException("Unknown notification channel " + channel);
        }
        handlers.computeIfAbsent(channel, any -> new CopyOnWriteArrayList<>()).add(handler);
        context.runOnContext(listen -> listen(channel));
    }

    private void connect() {
        if (stopped) {
            return;
        }
        clients.single().onSuccess(this::connected).onFailure(e -> {
            LOG.debugf("Notifications of other replicas can't be received now: %s", e);
            connectSoon();
        });
    }

    private void connectSoon() {
        connection = null;
        vertx.setTimer(RECONNECT_MILLIS, again -> context.runOnContext(now -> connect()));
    }

    private void connected(PgConnection opened) {
        connection = opened;
        opened.notificationHandler(this::heard);
        opened.closeHandler(closed -> connectSoon());
        handlers.keySet().forEach(this::listen);
    }

    private void listen(String channel) {
        ask("listen " + channel);
    }

    private void check() {
        ask("select 1");
    }

    private void ask(String statement) {
        if (connection != null) {
            PgConnection asked = connection;
            asked.query(statement).execute().onFailure(e -> {
                LOG.debugf("The notification connection is being reopened: %s", e);
                asked.close();
            });
        }
    }

    private void heard(PgNotification notice) {
        handlers.getOrDefault(notice.getChannel(), List.of()).forEach(handler -> handler.accept(notice.getPayload()));
    }

    void stop(@Observes ShutdownEvent shutdown) {
        vertx.cancelTimer(checks);
        context.runOnContext(now -> {
            stopped = true;
            if (connection != null) {
                connection.close();
            }
        });
    }
}
