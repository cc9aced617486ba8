package dev.earshot.outbox.dispatch;

import dev.earshot.outbox.Delivery;
import dev.earshot.outbox.DeliveryBatch;
import dev.earshot.outbox.DeliveryResult;
import dev.earshot.outbox.Destinations;
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
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How much is pending for each destination, since when, and the results of what was sent. */
@Singleton
class OutboxMetrics {
    static final String PENDING = """
            select d.destination, count(*) filter (where not coalesce(l.held, false)) as owed,
                   count(*) filter (where l.held) as waiting,
                   min(d.created_at) filter (where not coalesce(l.held, false)) as oldest
            from delivery d left join lane l using (customer_id, destination) where d.status = 'PENDING'
            group by d.destination""";

    private static final int REST = 100;

    private static final Duration[] LAGS = {
        Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100),
        Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30),
        Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofDays(1)
    };

    private final Pool pool;
    private final InstantSource clock;
    private final Map<String, Figures> figures = new LinkedHashMap<>();
    private volatile long restUntil = Long.MIN_VALUE;

    OutboxMetrics(Pool pool, InstantSource clock, Destinations destinations, MeterRegistry meters) {
        this.pool = pool;
        this.clock = clock;
        destinations.names().forEach(name -> figures.put(name, new Figures(name, meters)));
    }

    /** Those of one destination. */
    private static final class Figures {
        private final Counter delivered;
        private final Counter rejected;
        private final Counter retried;
        private final Timer lag;
        private volatile long owed;
        private volatile long waiting;
        private volatile Duration age = Duration.ZERO;

        Figures(String destination, MeterRegistry meters) {
            delivered = meters.counter("earshot.deliveries.sent", "destination", destination, "outcome", "delivered");
            rejected = meters.counter("earshot.deliveries.sent", "destination", destination, "outcome", "rejected");
            retried = meters.counter("earshot.deliveries.sent", "destination", destination, "outcome", "retried");
            lag = Timer.builder("earshot.deliveries.lag")
                    .tag("destination", destination)
                    .description("From a delivery's commit to its arrival")
                    .serviceLevelObjectives(LAGS)
                    .register(meters);
            Gauge.builder("earshot.deliveries.owed", () -> owed)
                    .tags("destination", destination, "state", "due")
                    .description("Pending deliveries of known customers")
                    .register(meters);
            Gauge.builder("earshot.deliveries.owed", () -> waiting)
                    .tags("destination", destination, "state", "anonymous")
                    .description("Pending deliveries of customers not identified yet")
                    .register(meters);
            TimeGauge.builder("earshot.deliveries.oldest.age", () -> age.toMillis(), TimeUnit.MILLISECONDS)
                    .tag("destination", destination)
                    .description("Age of the oldest pending delivery of a known customer")
                    .register(meters);
        }

        void count(Delivery delivery, DeliveryResult result, Instant now) {
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

        /** @param row {@code null} if nothing is pending */
        void read(Row row, Instant now) {
            owed = row == null ? 0 : row.getLong("owed");
            waiting = row == null ? 0 : row.getLong("waiting");
            OffsetDateTime oldest = row == null ? null : row.getOffsetDateTime("oldest");
            age = oldest == null ? Duration.ZERO : Duration.between(oldest.toInstant(), now);
        }
    }

    void sent(DeliveryBatch batch, Map<String, DeliveryResult> receipts, Instant now) {
        Figures of = figures.get(batch.destination());
        for (Lane lane : batch.lanes()) {
            for (Delivery delivery : lane.deliveries()) {
                of.count(delivery, receipts.get(delivery.id()), now);
            }
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
                .invoke(this::read)
                .invoke(() -> restUntil = System.nanoTime() + REST * (System.nanoTime() - start))
                .replaceWithVoid();
    }

    private void read(RowSet<Row> rows) {
        Map<String, Row> pending = new HashMap<>();
        rows.forEach(row -> pending.put(row.getString("destination"), row));
        figures.forEach((name, of) -> of.read(pending.get(name), clock.instant()));
    }
}
