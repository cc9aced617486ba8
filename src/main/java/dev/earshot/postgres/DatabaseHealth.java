package dev.earshot.postgres;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the database answers and accepts writes: after a failover, a replica may still be connected to the former
 * primary. It uses the look-ups' connections, where queues are short.
 */
@Singleton
@Readiness
class DatabaseHealth implements AsyncHealthCheck {
    private static final Duration DEADLINE = Duration.ofMillis(1_500);
    private static final String READ_ONLY =
            "select pg_is_in_recovery() or current_setting('transaction_read_only')::boolean as read_only";

    private final PipelinedQueries queries;

    DatabaseHealth(PipelinedQueries queries) {
        this.queries = queries;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return queries.find(READ_ONLY, Tuple.tuple())
                .map(DatabaseHealth::state)
                .ifNoItem()
                .after(DEADLINE)
                .recoverWithItem("does not answer")
                .onFailure()
                .recoverWithItem("is not reached")
                .map(state -> HealthCheckResponse.named("Database")
                        .status(state.equals("writable"))
                        .withData("state", state)
                        .build());
    }

    private static String state(RowSet<Row> rows) {
        return rows.iterator().next().getBoolean("read_only") ? "is read-only" : "writable";
    }
}
