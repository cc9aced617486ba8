package dev.earshot.outbox.dispatch;

import dev.earshot.outbox.Delivery;
import dev.earshot.outbox.DeliveryBatch;
import dev.earshot.outbox.DeliveryResult;
import dev.earshot.outbox.Lane;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
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

/** How much is pending, since when, and the results of what was sent. */
@Singleton
class OutboxMetrics {
    static final String PENDING = """
            select count(*) filter (where not coalesce(l.held, false)) as owed,
                   count(*) filter (where l.held) as waiting,
                   min(d.created_at) filter (where not coalesce(l.held, false)) as oldest
            from delivery d left join lane l using (customer_id) where d.status = 'PENDING'""";

    private static final int REST = 100;

    private static final Duration[] LAGS = {
        Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100),
        Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30),
        Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofDays(1)
    };

    private final Pool pool;
    private final InstantSource clock;
    private final Counter delivered;
    private final Counter rejected;
    private final Counter retried;
    private final Timer lag;
    private volatile long owed;
    private volatile long waiting;
    private volatile Duration age = Duration.ZERO;
    private volatile long restUntil = Long.MIN_VALUE;

    OutboxMetrics(Pool pool, InstantSource clock, MeterRegistry meters) {
        this.pool = pool;
        this.clock = clock;
        delivered = meters.counter("earshot.deliveries.sent", "outcome", "delivered");
        rejected = meters.counter("earshot.deliveries.sent", "outcome", "rejected");
        retried = meters.counter("earshot.deliveries.sent", "outcome", "retried");
        lag = Timer.builder("earshot.deliveries.lag")
                .description("From a delivery's commit to its arrival")
                .serviceLevelObjectives(LAGS)
                .register(meters);
        Gauge.builder("earshot.deliveries.owed", () -> owed)
                .tag("state", "due")
                .description("Pending deliveries of known customers")
                .register(meters);
        Gauge.builder("earshot.deliveries.owed", () -> waiting)
                .tag("state", "anonymous")
                .description("Pending deliveries of customers not identified yet")
                .register(meters);
        TimeGauge.builder("earshot.deliveries.oldest.age", () -> age.toMillis(), TimeUnit.MILLISECONDS)
                .description("Age of the oldest pending delivery of a known customer")
                .register(meters);
    }

    void sent(DeliveryBatch batch, Map<String, DeliveryResult> receipts, Instant now) {
        for (Lane lane : batch.lanes()) {
            for (Delivery delivery : lane.deliveries()) {
                count(delivery, receipts.get(delivery.id()), now);
            }
        }
    }

    private void count(Delivery delivery, DeliveryResult result, Instant now) {
        if (result instanceof DeliveryResult.Delivered
                || (result instanceof DeliveryResult.Divided && DeliveryResult.isFinal(result))) {
            delivered.increment();
            lag.record(Duration.between(delivery.createdAt(), now));
        } else if (result instanceof DeliveryResult.Rejected) {
            rejected.increment();
        } else if (result instanceof DeliveryResult.TryAgain) {
            retried.increment();
        }
    }

    /**
     * A gauge must not wait for a query, so the figures are fetched beforehand. Counting takes longer the more is
     * pending: after a long count it pauses long, so that it never costs more than a hundredth of one connection.
     */
    @Scheduled(every = "${earshot.outbox.measure-every:10s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> measure() {
        long start = System.nanoTime();
        if (start < restUntil) {
            return Uni.createFrom().voidItem();
        }
        return pool.query(PENDING)
                .execute()
                .invoke(rows -> read(rows.iterator().next()))
                .invoke(() -> restUntil = System.nanoTime() + REST * (System.nanoTime() - start))
                .replaceWithVoid();
    }

    private void read(Row row) {
        owed = row.getLong("owed");
        waiting = row.getLong("waiting");
        var oldest = row.getOffsetDateTime("oldest");
        age = oldest == null ? Duration.ZERO : Duration.between(oldest.toInstant(), clock.instant());
    }
}
