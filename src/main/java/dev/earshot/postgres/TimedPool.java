package dev.earshot.postgres;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.impl.VertxInternal;
import io.vertx.pgclient.PgPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A pool whose callers wait for a connection for a limited time. One that comes too late goes back to the pool.
 *
 * <p>The limit of the client's own pool loses connections when event loops are busy: it may tell a caller that the time
 * is over although a connection is on its way to it, and then that connection is never returned
 * (eclipse-vertx/vert.x#6169, in 4.5 as well). A burst of requests could so use up a pool for ever.
 *
 * <p>Quarkus wants the deprecated type for its bean.
 */
@SuppressWarnings("deprecation")
final class TimedPool implements PgPool {
    /** With those who have given up: while Postgres is away, nothing takes them out of the queue. */
    static final int MOST_WAITING = 20_000;

    private final Pool pool;
    private final VertxInternal vertx;
    private final long limitMillis;
    private final AtomicInteger waiting = new AtomicInteger();

    /** @param pool without a limit of its own */
    TimedPool(Pool pool, VertxInternal vertx, Duration limit) {
        this.pool = pool;
        this.vertx = vertx;
        this.limitMillis = limit.toMillis();
    }

    @Override
    public Future<SqlConnection> getConnection() {
        if (waiting.get() >= MOST_WAITING) {
            return Future.failedFuture(new DatabaseSilentException("Too many wait for a connection to PostgreSQL"));
        }
        Future<SqlConnection> coming = pool.getConnection();
        return coming.isComplete() ? coming : inTime(coming);
    }

    private Future<SqlConnection> inTime(Future<SqlConnection> coming) {
        Promise<SqlConnection> acquired = vertx.getOrCreateContext().promise();
        waiting.incrementAndGet();
        long timer = vertx.setTimer(
                limitMillis,
                late -> acquired.tryFail(new DatabaseSilentException("No connection to PostgreSQL was free in time")));
        coming.onComplete(outcome -> {
            waiting.decrementAndGet();
            vertx.cancelTimer(timer);
            if (outcome.failed()) {
                acquired.tryFail(outcome.cause());
            } else if (!acquired.tryComplete(outcome.result())) {
                outcome.result().close();
            }
        });
        return acquired.future();
    }

    @Override
    public void getConnection(Handler<AsyncResult<SqlConnection>> handler) {
        getConnection().onComplete(handler);
    }

    @Override
    public Query<RowSet<Row>> query(String sql) {
        return pool.query(sql);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
        return pool.preparedQuery(sql);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
        return pool.preparedQuery(sql, options);
    }

    @Override
    public Future<Void> close() {
        return pool.close();
    }

    @Override
    public void close(Handler<AsyncResult<Void>> handler) {
        pool.close(handler);
    }

    @Override
    public PgPool connectHandler(Handler<SqlConnection> handler) {
        pool.connectHandler(handler);
        return this;
    }

    @Override
    public PgPool connectionProvider(Function<Context, Future<SqlConnection>> provider) {
        pool.connectionProvider(provider);
        return this;
    }

    @Override
    public int size() {
        return pool.size();
    }
}
