package dev.earshot.postgres;

import io.smallrye.mutiny.Uni;
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
 * A pool of connections that repairs two things of the client's own.
 *
 * <p>A statement or a transaction whose prepared plan no longer fits its table ({@code 0A000}, after a migration changed a column) runs once more.
 * Postgres wrote nothing then, and {@link ConnectionWatchdog} has closed the connections that know the old plan.
 *
 * <p>Each statement takes a connection before it runs. The pool's short cut for a single statement leaves its timer running when no connection can be
 * opened, and logs an uncaught exception for each such statement once the acquire timeout is over.
 */
final class RetryingPool extends Pool {
    RetryingPool(io.vertx.sqlclient.Pool pool) {
        super(pool);
    }

    /** In the place of the bean that Quarkus makes of the same pool. */
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
        return onceMore(super.withConnection(work));
    }

    @Override
    public <T> Uni<T> withTransaction(Function<SqlConnection, Uni<T>> work) {
        return onceMore(super.withTransaction(work));
    }

    private static <T> Uni<T> onceMore(Uni<T> work) {
        return work.onFailure(DatabaseFailure::isChangedPlan).retry().atMost(1);
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
