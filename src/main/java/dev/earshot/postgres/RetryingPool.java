package dev.earshot.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.PreparedQuery;
import io.vertx.mutiny.sqlclient.Query;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;

/**
 * A pool of connections that repairs what is no fault of the caller's.
 *
 * <p>A statement or a transaction whose prepared plan no longer fits its table ({@code 0A000}, after a migration
 * changed a column) runs again. Postgres wrote nothing then, and {@link ConnectionWatchdog} closes the connections that
 * know the old plan. The pool may still hand one of them out; a statement that was not even sent on it runs again, too.
 * So does a transaction that Postgres undid to end a deadlock.
 *
 * <p>Each statement takes a connection before it runs. The pool's short cut for a single statement leaves its timer
 * running when no connection can be opened, and logs an uncaught exception for each such statement once the acquire
 * timeout is over.
 */
class RetryingPool extends Pool {
    private static final int MOST_RETRIES = 3;
    private static final int PAUSE_MILLIS = 20;

    RetryingPool(io.vertx.sqlclient.Pool pool) {
        super(pool);
    }

    /** Replaces the bean that Quarkus makes of the same pool. */
    @Singleton
    static final class Producer {
        @Produces
        @Singleton
        @Alternative
        @Priority(1)
        Pool pool(io.vertx.sqlclient.Pool pool) {
            return new RetryingPool(pool);
        }
    }

    @Override
    public Query<RowSet<Row>> query(String sql) {
        return new SimpleStatement(sql);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
        return new PreparedStatement(sql);
    }

    @Override
    public <T> Uni<T> withConnection(Function<SqlConnection, Uni<T>> work) {
        return repeated(super.withConnection(work));
    }

    @Override
    public <T> Uni<T> withTransaction(Function<SqlConnection, Uni<T>> work) {
        return repeated(super.withTransaction(work));
    }

    private static <T> Uni<T> repeated(Uni<T> work) {
        return repeated(work, MOST_RETRIES);
    }

    private static <T> Uni<T> repeated(Uni<T> work, int retries) {
        return work.onFailure(failure -> retries > 0 && DatabaseFailure.isRepeatable(failure))
                .recoverWithUni(() -> pause().chain(() -> repeated(work, retries - 1)));
    }

    /** Until the pool has noticed which connections were closed; on the caller's own context. */
    private static Uni<Void> pause() {
        return Uni.createFrom().emitter(pause -> {
            Context context = Vertx.currentContext();
            if (context == null) {
                pause.complete(null);
            } else {
                context.owner().setTimer(PAUSE_MILLIS, over -> pause.complete(null));
            }
        });
    }

    private final class SimpleStatement extends Query<RowSet<Row>> {
        private final String sql;

        SimpleStatement(String sql) {
            super(RetryingPool.this.getDelegate().query(sql));
            this.sql = sql;
        }

        @Override
        public Uni<RowSet<Row>> execute() {
            return withConnection(connection -> connection.query(sql).execute());
        }
    }

    private final class PreparedStatement extends PreparedQuery<RowSet<Row>> {
        private final String sql;

        PreparedStatement(String sql) {
            super(RetryingPool.this.getDelegate().preparedQuery(sql));
            this.sql = sql;
        }

        @Override
        public Uni<RowSet<Row>> execute() {
            return withConnection(connection -> connection.preparedQuery(sql).execute());
        }

        @Override
        public Uni<RowSet<Row>> execute(Tuple row) {
            return withConnection(connection -> connection.preparedQuery(sql).execute(row));
        }

        @Override
        public Uni<RowSet<Row>> executeBatch(List<Tuple> rows) {
            return withConnection(connection -> connection.preparedQuery(sql).executeBatch(rows));
        }
    }
}
