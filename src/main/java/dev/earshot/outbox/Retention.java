package dev.earshot.outbox;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Removes settled deliveries when their time is over, and the lanes of customers who are owed nothing: in small steps that lock little. */
@Singleton
class Retention {
    private static final int STEP = 1_000;
    private static final String REMOVE = """
            delete from delivery where (customer_id, seq) in (
              select customer_id, seq from delivery where status <> 'OWED' and settled_at < $1
              order by settled_at limit $2 for update skip locked)""";
    private static final String REMOVE_LANES = """
            delete from lane where customer_id in (
              select customer_id from lane l where due_at is null and not held
                and not exists (select from delivery d where d.customer_id = l.customer_id)
              limit $1 for update skip locked)""";

    private final Pool pool;
    private final OutboxConfig config;
    private final InstantSource clock;

    Retention(Pool pool, OutboxConfig config, InstantSource clock) {
        this.pool = pool;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "${earshot.outbox.remove-every:10m}",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> remove() {
        OffsetDateTime oldest = clock.instant().minus(config.keepSettled()).atOffset(ZoneOffset.UTC);
        return inSteps(REMOVE, Tuple.of(oldest, STEP)).chain(() -> inSteps(REMOVE_LANES, Tuple.of(STEP)));
    }

    private Uni<Void> inSteps(String statement, Tuple parameters) {
        return Multi.createBy()
                .repeating()
                .uni(() -> pool.preparedQuery(statement).execute(parameters).map(RowSet::rowCount))
                .whilst(removed -> removed == STEP)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
