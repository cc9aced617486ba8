package dev.earshot.chat.run;

import dev.earshot.postgres.SqlClients;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;

/**
 * Two connections for the lease and the run log. On the requests' connections they would queue behind a rush of
 * prompts, and a busy replica would pass for dead.
 */
@Singleton
class RunLogConnections {
    private static final int SIZE = 2;

    private final Pool pool;

    RunLogConnections(SqlClients clients) {
        this.pool = clients.pool(SIZE);
    }

    Pool pool() {
        return pool;
    }
}
