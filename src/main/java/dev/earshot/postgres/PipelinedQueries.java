package dev.earshot.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;

/**
 * Finds rows by their keys, which every call does, without a connection for each: many share a few, one statement behind the other. That spares
 * both sides most of the waking up, which is more than the work itself, and no reader waits for a connection that a writer has.
 */
@Singleton
public class PipelinedQueries {
    private static final int CONNECTIONS = 2;

    private final SqlClient client;

    PipelinedQueries(SqlClients connections) {
        this.client = connections.pipelined(CONNECTIONS);
    }

    /**
     * Asked once more when its connection was closed, or its plan is of before a migration: nothing is written here.
     *
     * @param statement one that reads a row or two by an index: whatever takes longer has no place here
     */
    public Uni<RowSet<Row>> find(String statement, Tuple key) {
        return client.preparedQuery(statement)
                .execute(key)
                .onFailure(DatabaseFailure::isWorthAnotherConnection)
                .retry()
                .atMost(1);
    }
}
