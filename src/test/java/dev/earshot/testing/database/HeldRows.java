package dev.earshot.testing.database;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;

/** Rows that another transaction holds while a test looks on. They are let go however that ends. */
public final class HeldRows {
    private HeldRows() {}

    /**
     * Runs this while the rows are held.
     *
     * @param statement locks them, such as {@code select … for update}, or changes them; it is rolled back
     */
    public static void during(Pool pool, String statement, Tuple values, Runnable work) {
        SqlConnection holder = pool.getConnectionAndAwait();
        try {
            Transaction transaction = holder.beginAndAwait();
            try {
                holder.preparedQuery(statement).executeAndAwait(values);
                work.run();
            } finally {
                transaction.rollbackAndAwait();
            }
        } finally {
            holder.closeAndAwait();
        }
    }
}
