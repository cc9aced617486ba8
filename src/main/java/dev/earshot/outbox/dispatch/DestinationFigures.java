package dev.earshot.outbox.dispatch;

import dev.earshot.outbox.Delivery;
import dev.earshot.outbox.DeliveryResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.concurrent.TimeUnit;

/** The figures of one destination. */
final class DestinationFigures {
    private static final Duration[] LAGS = {
        Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100),
        Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30),
        Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofDays(1)
    };

    private final InstantSource clock;
    private final Counter delivered;
    private final Counter rejected;
    private final Counter retried;
    private final Timer lag;
    private volatile long due;
    private volatile long waiting;
    /** {@code null} if there is none. */
    private volatile Instant oldest;

    DestinationFigures(String destination, InstantSource clock, MeterRegistry meters) {
        this.clock = clock;
        delivered = meters.counter("earshot.deliveries.sent", "destination", destination, "outcome", "delivered");
        rejected = meters.counter("earshot.deliveries.sent", "destination", destination, "outcome", "rejected");
        retried = meters.counter("earshot.deliveries.sent", "destination", destination, "outcome", "retried");
        lag = Timer.builder("earshot.deliveries.lag")
                .tag("destination", destination)
                .description("From a delivery's commit to its arrival")
                .serviceLevelObjectives(LAGS)
                .register(meters);
        Gauge.builder("earshot.deliveries.owed", () -> due)
                .tags("destination", destination, "state", "due")
                .description("Pending deliveries of known customers")
                .register(meters);
        Gauge.builder("earshot.deliveries.owed", () -> waiting)
                .tags("destination", destination, "state", "anonymous")
                .description("Pending deliveries of customers not identified yet")
                .register(meters);
        TimeGauge.builder("earshot.deliveries.oldest.age", this::ageMillis, TimeUnit.MILLISECONDS)
                .tag("destination", destination)
                .description("Age of the oldest pending delivery of a known customer")
                .register(meters);
    }

    /** It grows between two counts, however far apart they are. */
    private long ageMillis() {
        Instant since = oldest;
        return since == null ? 0 : Duration.between(since, clock.instant()).toMillis();
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

    /** @param counted {@code null} if nothing is pending */
    void pending(Row counted) {
        due = counted == null ? 0 : counted.getLong("owed");
        waiting = counted == null ? 0 : counted.getLong("waiting");
        OffsetDateTime first = counted == null ? null : counted.getOffsetDateTime("oldest");
        oldest = first == null ? null : first.toInstant();
    }
}
