package dev.earshot.postgres;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.spi.ConnectionFactory;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The only place where connections to Postgres are made: the pool that requests and Hibernate share, those beside it
 * for work that must not queue behind requests, those to a standby, and JDBC for migrations. All obey the parameters of
 * {@code EARSHOT_DB} and {@code EARSHOT_DB_READ}; all have a deadline for being opened and for each answer.
 */
@Singleton
public class SqlClients implements PgPoolCreator {
    private static final Duration MARGIN = Duration.ofSeconds(2);
    private static final Duration BRIEF = Duration.ofMillis(2_500);
    private static final Duration BRIEF_MARGIN = Duration.ofMillis(500);
    private static final int LIFETIME_MINUTES = 60;
    private static final int PATIENT = 3;
    /** For estimates and lists on a standby. */
    private static final int READING = 8;

    /** Those of look-ups, of the chat's log, and the one that listens. */
    private static final int OTHERS = 5;

    /** What the connections to one server share. */
    private record Server(ConnectionOptions options, Set<ConnectionWatchdog> watches, ReachabilityLog reachability) {
        Server(ConnectionOptions options) {
            this(options, ConnectionWatchdog.none(), new ReachabilityLog(options.address()));
        }
    }

    private final Vertx vertx;
    private final Server primary;
    private final Optional<Server> standby;
    private final DatabaseConfig config;
    private final String session;
    private final int most;
    private io.vertx.mutiny.sqlclient.Pool patient;
    private final Queue<io.vertx.sqlclient.SqlClient> open = new ConcurrentLinkedQueue<>();

    SqlClients(
            Vertx vertx,
            ConnectionOptions options,
            DatabaseConfig config,
            @ConfigProperty(name = "quarkus.datasource.reactive.max-size") int shared,
            @ConfigProperty(name = "quarkus.datasource.reactive.additional-properties") Map<String, String> settings) {
        this.vertx = vertx;
        this.primary = new Server(options);
        this.standby = config.readUrl().map(options::at).map(Server::new);
        this.config = config;
        this.most = most(shared);
        this.session = settings.entrySet().stream()
                .map(setting -> set(setting.getKey(), setting.getValue()))
                .collect(Collectors.joining());
    }

    /** The pool of Quarkus, in the size that is set there. */
    @Override
    public Pool create(Input input) {
        return pool(primary, input.poolOptions(), config.statementTimeout(), MARGIN);
    }

    /**
     * This many connections for one purpose, whose statements are all short: a heartbeat that waits longer comes too
     * late.
     */
    public io.vertx.mutiny.sqlclient.Pool pool(int size) {
        return new RetryingPool(brief(primary, size));
    }

    /** A few connections shared by imports and reports, whose statements and transactions may be slow. */
    public synchronized io.vertx.mutiny.sqlclient.Pool patient() {
        if (patient == null) {
            patient = new RetryingPool(patient(primary));
        }
        return patient;
    }

    /** A pool for reading on the standby, if there is one. */
    Optional<Pool> standby(Standby.Use use) {
        return standby.map(server -> switch (use) {
            case REQUESTS ->
                kept(pool(server, new PoolOptions().setMaxSize(READING), config.statementTimeout(), MARGIN));
            case REPORTS -> patient(server);
        });
    }

    /** One connection to the standby, if there is one, for asking how it is. */
    Optional<io.vertx.mutiny.sqlclient.Pool> standbyCheck() {
        return standby.map(server -> new RetryingPool(brief(server, 1)));
    }

    /** This many connections with pipelined statements. A slow one would delay those behind it. */
    @SuppressWarnings("deprecation")
    SqlClient pipelined(int size) {
        io.vertx.sqlclient.SqlClient client = PgBuilder.client()
                .using(vertx)
                .connectingTo(primary.options::future)
                .with(longLived(new PoolOptions().setMaxSize(size)))
                .build();
        open.add(client);
        ((Pool) client).connectionProvider(provider(primary, BRIEF, BRIEF_MARGIN));
        return SqlClient.newInstance(client);
    }

    /** One connection that its owner watches and reopens, on the calling context. */
    Future<PgConnection> single() {
        return provider(primary, BRIEF, BRIEF_MARGIN)
                .apply(vertx.getOrCreateContext())
                .map(PgConnection::cast);
    }

    /** How many connections this replica opens at most, but for those of migrations. */
    int most() {
        return most;
    }

    static int most(int shared) {
        return shared + PATIENT + OTHERS;
    }

    /** For migrations alone: each connection is opened on request, and gone when it is closed. */
    public DataSource migrations() {
        return primary.options.jdbc();
    }

    private Pool brief(Server server, int size) {
        return kept(pool(server, new PoolOptions().setMaxSize(size), BRIEF, BRIEF_MARGIN));
    }

    private Pool patient(Server server) {
        return kept(pool(server, new PoolOptions().setMaxSize(PATIENT), config.longStatementTimeout(), MARGIN));
    }

    /**
     * The deprecated provider is the only place where each connection of a pool can be watched from its first statement
     * on.
     */
    @SuppressWarnings("deprecation")
    private Pool pool(Server server, PoolOptions size, Duration statement, Duration margin) {
        Pool unlimited = PgBuilder.pool()
                .using(vertx)
                .connectingTo(server.options::future)
                .with(longLived(size))
                .build()
                .connectionProvider(provider(server, statement, margin));
        return new TimedPool(unlimited, (VertxInternal) vertx, config.acquireTimeout());
    }

    /**
     * Without a limit on waiting for a connection: {@link TimedPool} has it, and callers that share one wait for its
     * opening alone, which has a deadline.
     */
    private static PoolOptions longLived(PoolOptions options) {
        return new PoolOptions(options)
                .setConnectionTimeout(0)
                .setMaxLifetime(LIFETIME_MINUTES)
                .setMaxLifetimeUnit(TimeUnit.MINUTES);
    }

    private Function<Context, Future<SqlConnection>> provider(Server server, Duration statement, Duration margin) {
        ConnectionFactory factory = PgDriver.INSTANCE.createConnectionFactory(vertx, server.options::future);
        String settings = session
                + set("statement_timeout", statement.toMillis() + "ms")
                + set("idle_in_transaction_session_timeout", statement.toMillis() + "ms");
        return context -> inTime(
                        server,
                        (ContextInternal) context,
                        factory.connect(context).compose(connection -> {
                            ConnectionWatchdog.over(connection, statement.plus(margin), server.watches);
                            return connection
                                    .query(settings)
                                    .execute()
                                    .map(connection)
                                    .onFailure(e -> connection.close());
                        }))
                .onSuccess(connection -> server.reachability.opened())
                .onFailure(server.reachability::refused);
    }

    /** A connection that is opened too late is closed: its place in the pool has been given away. */
    private Future<SqlConnection> inTime(Server server, ContextInternal context, Future<SqlConnection> opening) {
        Promise<SqlConnection> opened = context.promise();
        long timer = vertx.setTimer(
                server.options.openingTimeout().toMillis(),
                late -> opened.tryFail(new DatabaseSilentException("PostgreSQL took too long to open a connection")));
        opening.onComplete(outcome -> {
            vertx.cancelTimer(timer);
            if (outcome.failed()) {
                opened.tryFail(outcome.cause());
            } else if (!opened.tryComplete(outcome.result())) {
                outcome.result().close();
            }
        });
        return opened.future();
    }

    /** Set after connecting and not while: a pooler passes on only the settings that it knows. */
    private static String set(String name, String value) {
        if (!name.matches("[a-z_.]+")) {
            throw new IllegalArgumentException("PostgreSQL has no setting " + name);
        }
        return "set " + name + " = '" + value.replace("'", "''") + "';";
    }

    private Pool kept(Pool pool) {
        open.add(pool);
        return pool;
    }

    /** After those who still write at the end. */
    void stop(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent shutdown) {
        open.forEach(io.vertx.sqlclient.SqlClient::close);
    }
}
