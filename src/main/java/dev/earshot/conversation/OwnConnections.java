package dev.earshot.conversation;

import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Two connections for the lease and the run log. On those of the requests they would queue behind a rush of prompts, and a busy replica would
 * pass for a dead one.
 */
@Singleton
class OwnConnections {
    private static final int SIZE = 2;

    private final io.vertx.sqlclient.Pool pool;

    OwnConnections(
            Vertx vertx,
            @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
        PgConnectOptions options = PgConnectOptions.fromUri(url)
                .setUser(user)
                .setPassword(password.orElse(""))
                .setCachePreparedStatements(true);
        pool = PgBuilder.pool()
                .using(vertx)
                .connectingTo(options)
                .with(new PoolOptions().setMaxSize(SIZE))
                .build();
    }

    Pool pool() {
        return Pool.newInstance(pool);
    }

    /** After those who still write at the end. */
    void stop(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent shutdown) {
        pool.close();
    }
}
