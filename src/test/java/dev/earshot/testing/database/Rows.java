package dev.earshot.testing.database;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;

/** What stands in a database. */
public final class Rows {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Rows() {}

    /** The one number that a query gives, such as a count. */
    public static long number(Pool pool, String query, Object... parameters) {
        return pool.preparedQuery(query)
                .execute(Tuple.wrap(parameters))
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }
}
