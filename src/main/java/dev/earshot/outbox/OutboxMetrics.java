package dev.earshot.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How much is owed, since when, and what became of what was sent. */
@Singleton
class OutboxMetrics {
    private static final String OWED = """
            select count(*) filter (where not coalesce(l.held, false)) as owed,
                   count(*) filter (where l.held) as waiting,
                   min(d.created_at) filter (where not coalesce(l.held, false)) as oldest
            from delivery d left join lane l using (customer_id) where d.status = 'OWED'""";

    private final Pool pool;
    private final InstantSource clock;
    private final Counter delivered;
    private final Counter rejected;
    private final Counter retried;
    private volatile long owed;
    private volatile long waiting;
    private volatile Duration age = Duration.ZERO;

    OutboxMetrics(Pool pool, InstantSource clock, MeterRegistry meters) {
        this.pool = pool;
        this.clock = clock;
        delivered = meters.counter("earshot.deliveries.sent", "outcome", "delivered");
        rejected = meters.counter("earshot.deliveries.sent", "outcome", "rejected");
        retried = meters.counter("earshot.deliveries.sent", "outcome", "retried");
        Gauge.builder("earshot.deliveries.owed", () -> owed)
                .tag("state", "due")
                .description("Deliveries of known customers that the destination has not taken yet")
                .register(meters);
        Gauge.builder("earshot.deliveries.owed", () -> waiting)
                .tag("state", "anonymous")
                .description("Deliveries that wait for their customer to be identified")
                .register(meters);
        TimeGauge.builder("earshot.deliveries.oldest.age", () -> age.toMillis(), TimeUnit.MILLISECONDS)
                .description("How long the oldest delivery of a known customer has been owed")
                .register(meters);
    }

    void sent(Batch batch, Map<String, Receipt> receipts, Instant now) {
        for (Receipt receipt : receipts.values()) {
            Counter counter = receipt instanceof Receipt.Delivered
                    ? delivered
                    : receipt instanceof Receipt.Rejected ? rejected : retried;
            counter.increment();
        }
    }

    /** A gauge must not wait for a query, so the figures are fetched beforehand. */
    @Scheduled(every = "${earshot.outbox.measure-every:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> measure() {
        return pool.query(OWED)
                .execute()
                .invoke(rows -> read(rows.iterator().next()))
                .replaceWithVoid();
    }

    private void read(Row row) {
        owed = row.getLong("owed");
        waiting = row.getLong("waiting");
        var oldest = row.getOffsetDateTime("oldest");
        age = oldest == null ? Duration.ZERO : Duration.between(oldest.toInstant(), clock.instant());
    }
}
