package dev.earshot.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How deliveries leave. */
@ConfigMapping(prefix = "earshot.outbox")
public interface OutboxConfig {

    /** What happens to the events of a customer who is never identified. */
    enum Anonymous {
        /** They are sent under the anonymous id. */
        SEND,
        /** They are dropped, and counted. */
        DROP
    }

    /** Whether this replica delivers. Can be switched off for replicas that only answer calls. */
    @WithDefault("true")
    boolean dispatch();

    /**
     * Most customers in one claim. Netmera accepts 1000 distinct ones a call. Fewer mean less to resend when a call
     * fails, and shorter waits of tool calls for the thread that reads and writes a batch.
     */
    @WithDefault("250")
    @Min(1)
    @Max(1000)
    int batchCustomers();

    /** Most deliveries of one customer in one claim. Bounds memory when a customer has very many. */
    @WithDefault("10")
    @Min(1)
    @Max(1000)
    int batchPerCustomer();

    /** Concurrent batches. With the batch's bounds, this limits all that is held in memory. */
    @WithDefault("4")
    @Min(1)
    @Max(64)
    int inFlight();

    /**
     * How long a claim belongs to this replica. If it dies, another one takes over after this. At least 5 seconds more
     * than two calls may take ({@code quarkus.rest-client.netmera.connect-timeout} and {@code read-timeout}).
     */
    @WithDefault("60s")
    @DurationMin(seconds = 8)
    @DurationMax(hours = 1)
    Duration lease();

    /** How often to look for due deliveries without a notification. */
    @WithDefault("1s")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 5)
    Duration poll();

    /** The pause after the first failure. Each further failure doubles it; jitter shortens it by up to half. */
    @WithDefault("1s")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 10)
    Duration retryFirst();

    /** The longest pause between two attempts for the same customer. There is no last attempt. */
    @WithDefault("10m")
    @DurationMin(millis = 10)
    @DurationMax(days = 1)
    Duration retryMost();

    /**
     * The longest time for which the circuit breaker stays open before it sends one customer's deliveries as a probe,
     * and so how late a recovery may be noticed. The first time is {@code retry-first}.
     */
    @WithDefault("10s")
    @DurationMin(millis = 10)
    @DurationMax(hours = 1)
    Duration restMost();

    /**
     * How long deliveries are held after the destination refused us (wrong credentials, quota) before one customer's
     * deliveries are sent as a probe.
     */
    @WithDefault("30s")
    @DurationMin(millis = 10)
    @DurationMax(hours = 1)
    Duration hold();

    /** How long settled deliveries are kept, for lists and replay. */
    @WithDefault("30d")
    @DurationMin(hours = 1)
    @DurationMax(days = 3650)
    Duration keepSettled();

    /** How often this replica counts pending deliveries, for its metrics. */
    @WithDefault("10s")
    @DurationMin(seconds = 1)
    @DurationMax(minutes = 10)
    Duration measureEvery();

    /** What happens to the events of customers never identified when their session ends. */
    @WithDefault("SEND")
    Anonymous anonymous();
}
