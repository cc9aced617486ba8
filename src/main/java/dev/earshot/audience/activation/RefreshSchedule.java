package dev.earshot.audience.activation;

import dev.earshot.audience.AudienceRows;
import dev.earshot.postgres.RowStream;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.ZoneOffset;

/**
 * Refreshes active audiences that are due. Each is taken with its row locked, so one replica refreshes it; the next
 * time is set in the same transaction. Times that were missed, while nothing was running, are made up for by one
 * refresh.
 */
@Singleton
public class RefreshSchedule {
    private static final String DUE = "select " + AudienceRows.COLUMNS + """
             from audience where active and refresh_at <= $1 and deleted_at is null
            order by refresh_at limit 1 for update skip locked""";

    private final Pool pool;
    private final Activations activations;
    private final InstantSource clock;

    public RefreshSchedule(Pool pool, Activations activations, InstantSource clock) {
        this.pool = pool;
        this.activations = activations;
        this.clock = clock;
    }

    @Scheduled(
            every = "${earshot.activation.refresh-check:30s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> check() {
        return refreshDue();
    }

    /** Begins the refreshes that are due now; they continue in the background. */
    public Uni<Void> refreshDue() {
        return Multi.createBy()
                .repeating()
                .uni(() -> pool.withTransaction(this::next))
                .whilst(Boolean.TRUE::equals)
                .collect()
                .last()
                .invoke(activations::wake)
                .replaceWithVoid();
    }

    private Uni<Boolean> next(SqlConnection transaction) {
        return transaction
                .preparedQuery(DUE)
                .execute(Tuple.of(clock.instant().atOffset(ZoneOffset.UTC)))
                .chain(rows -> RowStream.of(rows)
                        .findFirst()
                        .map(row -> activations
                                .refreshOnSchedule(transaction, AudienceRows.audience(row))
                                .replaceWith(true))
                        .orElseGet(() -> Uni.createFrom().item(false)));
    }
}
