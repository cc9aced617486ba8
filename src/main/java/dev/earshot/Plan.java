package dev.earshot;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgPool;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;

/**
 * Has Postgres plan most statements once for each connection, since they are long and always the same, and those marked with {@link #EACH_TIME}
 * whenever they run: they are given thousands of rows, of tables that may be a thousand times as large as when a plan was made.
 */
@Singleton
public class Plan implements PgPoolCreator {
    /** What a statement begins with that is planned for what it is given. */
    public static final String EACH_TIME = "/* planned each time */ ";

    @Override
    public Pool create(Input input) {
        input.pgConnectOptionsList()
                .forEach(options -> options.setPreparedStatementCacheSqlFilter(sql -> !sql.startsWith(EACH_TIME)));
        return PgPool.pool(input.vertx(), input.pgConnectOptionsList(), input.poolOptions());
    }
}
