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

    /** What becomes of the events of a customer who leaves without saying who they are. */
    enum Anonymous {
        /** They are sent under the anonymous id. */
        SEND,
        /** They are dropped, and counted. */
        DROP
    }

    /** Whether this replica delivers at all; it can be switched off for replicas that only answer calls. */
    @WithDefault("true")
    boolean dispatch();

    /**
     * Most customers in one claim. Netmera accepts 1000 distinct ones a call; fewer makes less to send again when a call fails, and calls of tools
     * wait less for the thread that reads and writes a batch.
     */
    @WithDefault("250")
    @Min(1)
    @Max(1000)
    int batchCustomers();

    /** Most deliveries of one customer in one claim: a bound on memory when somebody has very many. */
    @WithDefault("10")
    @Min(1)
    @Max(1000)
    int batchPerCustomer();

    /** Batches on their way at the same time. Together with the batch's bounds this is all that is held in memory. */
    @WithDefault("4")
    @Min(1)
    @Max(64)
    int inFlight();

    /**
     * How long a claim is this replica's. When it dies, another one takes over after this; a delivery must be answered sooner. At least 5 seconds
     * more than two calls may take ({@code quarkus.rest-client.netmera.connect-timeout} and {@code read-timeout}).
     */
    @WithDefault("60s")
    @DurationMin(seconds = 8)
    @DurationMax(hours = 1)
    Duration lease();

    /** How often to look for due deliveries without having been woken. */
    @WithDefault("1s")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 5)
    Duration poll();

    /** The pause after a first failure; it doubles with each one more, and is cut by chance to as little as a half. */
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
     * The longest rest while the destination answers nobody, until one customer's deliveries are sent to see whether it does: that is also how
     * late its return may be noticed. The first rest is as long as the first pause of a retry.
     */
    @WithDefault("10s")
    @DurationMin(millis = 10)
    @DurationMax(hours = 1)
    Duration restMost();

    /**
     * How long everything rests after the destination refused us (wrong credentials, quota), before one customer's deliveries are sent to see
     * whether it takes us again.
     */
    @WithDefault("30s")
    @DurationMin(millis = 10)
    @DurationMax(hours = 1)
    Duration hold();

    /** How long settled deliveries are kept, for looking at and for replay. */
    @WithDefault("30d")
    @DurationMin(hours = 1)
    @DurationMax(days = 3650)
    Duration keepSettled();

    /** How often this replica counts what is owed, for its metrics. */
    @WithDefault("10s")
    @DurationMin(seconds = 1)
    @DurationMax(minutes = 10)
    Duration measureEvery();

    /** What becomes of events of customers who were never identified, when their session ends. */
    @WithDefault("SEND")
    Anonymous anonymous();
}
