package dev.earshot;

import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
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

    Notices(
            Vertx vertx,
            @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") java.util.Optional<String> password) {
        PgConnectOptions options = PgConnectOptions.fromUri(url).setUser(user).setPassword(password.orElse(""));
        subscriber = PgSubscriber.subscriber(vertx, options).reconnectPolicy(retries -> RECONNECT_MILLIS);
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
