package dev.earshot.postgres.retention;

import dev.earshot.common.OneByOne;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Removes expired rows: in steps of a transaction each, with pauses, so that no transaction waits long for a lock; and
 * on one replica at a time, so that ten of them don't do it ten times as hard. Locked rows are left for the next time.
 * A table that can't be cleared holds up no other.
 */
@Singleton
class RetentionJob {
    private static final Duration BREATH = Duration.ofMillis(20);

    /**
     * A table that another replica is just clearing is skipped. The lock ends with the transaction, and so with a
     * replica that dies.
     */
    private static final String REMOVE = """
            with alone as materialized (select pg_try_advisory_xact_lock(hashtext('earshot retention'),
              hashtext('%1$s')) as held)
            delete from %1$s where ctid = any(array(
              select %1$s.ctid from %1$s where (select held from alone) and (%2$s) limit %3$d for update skip locked))
            returning %4$s""";

    private final Pool pool;
    private final List<RetentionPolicy> owners;
    private final InstantSource clock;

    RetentionJob(Pool pool, @All List<RetentionPolicy> owners, InstantSource clock) {
        this.pool = pool;
        this.owners = owners;
        this.clock = clock;
    }

    @Scheduled(
            every = "${earshot.retention.every:10m}",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> removeNow() {
        return remove().replaceWithVoid();
    }

    /** Removes all expired rows now, and returns how many there were. */
    Uni<Integer> remove() {
        Instant now = clock.instant();
        List<Expired> expired = owners.stream()
                .flatMap(owner -> owner.past(now).stream().map(rows -> new Expired(owner, rows)))
                .toList();
        return OneByOne.all(expired, this::remove)
                .map(removed -> removed.stream().mapToInt(Integer::intValue).sum());
    }

    private record Expired(RetentionPolicy owner, RetentionPolicy.Rows rows) {
        RuntimeException remain(Throwable failure) {
            return new IllegalStateException("Expired rows of %s remain: %s".formatted(rows.table(), failure), failure);
        }
    }

    private Uni<Integer> remove(Expired expired) {
        return Multi.createBy()
                .repeating()
                .uni(() -> step(expired.owner(), expired.rows()))
                .withDelay(BREATH)
                .whilst(removed -> removed == expired.rows().step())
                .collect()
                .in(() -> new int[1], (sum, removed) -> sum[0] += removed)
                .map(sum -> sum[0])
                .onFailure()
                .transform(expired::remain);
    }

    private Uni<Integer> step(RetentionPolicy owner, RetentionPolicy.Rows rows) {
        String remove = REMOVE.formatted(rows.table(), rows.condition(), rows.step(), rows.returning());
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(remove)
                .execute(Tuple.of(rows.before().atOffset(ZoneOffset.UTC)))
                .call(removed -> owner.removed(transaction, removed))
                .map(RowSet::rowCount));
    }
}
