package dev.earshot;

import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Connections to Postgres beside those that requests share, with the same settings: for what must not queue behind them, or can do with fewer. */
@Singleton
public class Connections {
    private final Vertx vertx;
    private final PgConnectOptions options;
    private final Queue<io.vertx.sqlclient.SqlClient> open = new ConcurrentLinkedQueue<>();

    Connections(
            Vertx vertx,
            @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password,
            @ConfigProperty(name = "quarkus.datasource.reactive.additional-properties") Map<String, String> settings) {
        this.vertx = vertx;
        this.options = PgConnectOptions.fromUri(url)
                .setUser(user)
                .setPassword(password.orElse(""))
                .setCachePreparedStatements(true);
        settings.forEach(options::addProperty);
    }

    PgConnectOptions options() {
        return new PgConnectOptions(options);
    }

    /** So many connections for one purpose. */
    public Pool pool(int size) {
        return Pool.newInstance(kept(PgBuilder.pool()
                .using(vertx)
                .connectingTo(options())
                .with(new PoolOptions().setMaxSize(size))
                .build()));
    }

    /** So many connections on which statements follow one another without waiting for answers. A slow one would hold up those behind it. */
    SqlClient pipelined(int size) {
        return SqlClient.newInstance(kept(PgBuilder.client()
                .using(vertx)
                .connectingTo(options())
                .with(new PoolOptions().setMaxSize(size))
                .build()));
    }

    private <C extends io.vertx.sqlclient.SqlClient> C kept(C client) {
        open.add(client);
        return client;
    }

    /** After those who still write at the end. */
    void stop(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent shutdown) {
        open.forEach(io.vertx.sqlclient.SqlClient::close);
    }
}
