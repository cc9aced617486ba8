package dev.earshot.outbox.dispatch;

import dev.earshot.outbox.Delivery;
import dev.earshot.outbox.DeliveryBatch;
import dev.earshot.outbox.DeliveryResult;
import dev.earshot.outbox.Destinations;
import dev.earshot.outbox.Lane;
import dev.earshot.postgres.Standby;
import dev.earshot.postgres.Standby.Use;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** How much is pending for each destination, since when, and the results of what was sent. */
@Singleton
class OutboxMetrics {
    static final String PENDING = """
            select d.destination, count(*) filter (where not coalesce(l.held, false)) as owed,
                   count(*) filter (where l.held) as waiting,
                   min(d.created_at) filter (where not coalesce(l.held, false)) as oldest
            from delivery d left join lane l using (customer_id, destination) where d.status = 'PENDING'
            group by d.destination""";

    private static final Duration LONGEST_REST = Duration.ofMinutes(10);
    private static final int REST = 100;

    private final Pool pool;
    private final Map<String, DestinationFigures> figures = new LinkedHashMap<>();
    private volatile long restUntil = Long.MIN_VALUE;

    /** @param pool may take minutes: a day's outage of a destination leaves tens of millions of deliveries */
    OutboxMetrics(
            @Standby(Use.REPORTS) Pool pool, InstantSource clock, Destinations destinations, MeterRegistry meters) {
        this.pool = pool;
        destinations.names().forEach(name -> figures.put(name, new DestinationFigures(name, clock, meters)));
    }

    void sent(DeliveryBatch batch, Map<String, DeliveryResult> receipts, Instant now) {
        DestinationFigures of = figures.get(batch.destination());
        for (Lane lane : batch.lanes()) {
            for (Delivery delivery : lane.deliveries()) {
                of.count(delivery, receipts.get(delivery.id()), now);
            }
        }
    }

    /**
     * A gauge must not wait for a query, so the figures are fetched beforehand. Counting takes longer the more is
     * pending: after a long count, or one that failed, it pauses long, so that it costs no more than a hundredth of one
     * connection, or one count in ten minutes.
     */
    @Scheduled(every = "${earshot.outbox.measure-every:10s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> measure() {
        return System.nanoTime() < restUntil ? Uni.createFrom().voidItem() : pool.withConnection(this::measure);
    }

    /** The wait for the connection, which may have to be opened, is not part of the cost. */
    private Uni<Void> measure(SqlConnection connection) {
        long start = System.nanoTime();
        return connection
                .query(PENDING)
                .execute()
                .invoke(this::read)
                .onTermination()
                .invoke(() -> rest(System.nanoTime(), System.nanoTime() - start))
                .replaceWithVoid();
    }

    private void rest(long now, long taken) {
        restUntil = now + Math.min(REST * taken, LONGEST_REST.toNanos());
    }

    private void read(RowSet<Row> rows) {
        Map<String, Row> pending = new HashMap<>();
        rows.forEach(row -> pending.put(row.getString("destination"), row));
        figures.forEach((name, of) -> of.pending(pending.get(name)));
    }
}
