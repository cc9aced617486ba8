package dev.earshot;

import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import io.vertx.pgclient.pubsub.PgSubscriber;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * What replicas tell one another through Postgres ({@code NOTIFY}), heard on a connection of its own.
 *
 * <p>A notice is a hint to look into a table and never the only way to learn of something: those sent while the connection is down are lost.
 */
@Singleton
public class Notices {
    private static final Logger LOG = Logger.getLogger(Notices.class);
    private static final long RECONNECT_MILLIS = 500;

    private final PgSubscriber subscriber;

    Notices(Vertx vertx, Connections connections) {
        subscriber = PgSubscriber.subscriber(vertx, connections.options()).reconnectPolicy(retries -> RECONNECT_MILLIS);
        subscriber.connect().onFailure(e -> LOG.warn("Notices of other replicas can't be heard yet", e));
    }

    /** From now on the handler is given the payload of every notice on this channel, those of this replica included. */
    public void hear(String channel, Consumer<String> handler) {
        subscriber.channel(channel).handler(handler::accept);
    }

    void stop(@Observes ShutdownEvent shutdown) {
        subscriber.close().onFailure(e -> LOG.debug("The connection for notices was gone before it was closed", e));
    }
}
