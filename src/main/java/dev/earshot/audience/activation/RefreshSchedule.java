package dev.earshot.audience.activation;

import dev.earshot.audience.AudienceRows;
import dev.earshot.common.OneByOne;
import dev.earshot.postgres.RowStream;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Refreshes active audiences that are due. Each is taken with its row locked, so one replica refreshes it; the next
 * time is set in the same transaction. Times that were missed, while nothing was running, are made up for by one
 * refresh.
 */
@Singleton
public class RefreshSchedule {
    private static final String IS_DUE = "active and refresh_at <= $1 and deleted_at is null";
    private static final String DUE = "select id from audience where " + IS_DUE + " order by refresh_at";
    private static final String TAKE =
            "select " + AudienceRows.COLUMNS + " from audience where id = $2 and " + IS_DUE + " for update skip locked";

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
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return pool.preparedQuery(DUE)
                .execute(Tuple.of(now))
                .map(rows -> RowStream.of(rows).map(row -> row.getString("id")).toList())
                .chain(due -> OneByOne.all(
                        due, id -> pool.withTransaction(transaction -> refresh(transaction, Tuple.of(now, id)))))
                .onTermination()
                .invoke(activations::wake)
                .replaceWithVoid();
    }

    /** Does nothing if another replica has it. */
    private Uni<Activation> refresh(SqlConnection transaction, Tuple due) {
        return transaction
                .preparedQuery(TAKE)
                .execute(due)
                .chain(rows -> RowStream.of(rows)
                        .findFirst()
                        .map(row -> activations.refreshOnSchedule(transaction, AudienceRows.audience(row)))
                        .orElseGet(() -> Uni.createFrom().nullItem()));
    }
}
