package dev.earshot.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;

/**
 * Finds rows by their keys, as every call does, without a connection for each: many calls share a few, one statement
 * behind the other. That saves both sides most wake-ups, which cost more than the work itself, and no reader waits for
 * a connection that a writer has.
 */
@Singleton
public class PipelinedQueries {
    private static final int CONNECTIONS = 2;

    private final SqlClient client;

    PipelinedQueries(SqlClients clients) {
        this.client = clients.pipelined(CONNECTIONS);
    }

    /**
     * Repeated if its connection was closed, or its plan precedes a migration: nothing is written here.
     *
     * @param statement one that reads a few rows by an index: slower statements don't belong here
     */
    public Uni<RowSet<Row>> find(String statement, Tuple key) {
        return client.preparedQuery(statement)
                .execute(key)
                .onFailure(DatabaseFailure::isWorthAnotherConnection)
                .retry()
                .atMost(1);
    }
}
