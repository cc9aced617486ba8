package dev.earshot.postgres;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Time limits and connections of the database. */
@ConfigMapping(prefix = "earshot.database")
public interface DatabaseConfig {
    /** {@code EARSHOT_DB}: the database's address, with libpq's parameters. */
    String url();

    /**
     * {@code EARSHOT_DB_READ}: a standby of the same database, with libpq's parameters. Estimates, reports and lists
     * are read there while it keeps up. Everything else, and all of it without this setting, uses the primary.
     */
    Optional<String> readUrl();

    /** How far the standby may be behind the primary; beyond that, the primary is read. */
    @WithDefault("30s")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration readLag();

    /**
     * How long a statement may take ({@code statement_timeout}), and how long a transaction may be idle. A connection
     * without an answer 2 seconds later is replaced. Must be less than {@code earshot.tool.time-limit}, so that a call
     * that timed out leaves nothing running.
     */
    @WithDefault("8s")
    @DurationMin(seconds = 1)
    @DurationMax(seconds = 20)
    Duration statementTimeout();

    /** The same for imports and reports, which have their own connections. */
    @WithDefault("5m")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration longStatementTimeout();

    /** How long a request waits for a shared connection before it gets 503. */
    @WithDefault("5s")
    @DurationMin(seconds = 1)
    @DurationMax(seconds = 30)
    Duration acquireTimeout();

    /**
     * Most replicas that share the database: those of the autoscaler, one more during an update, and those shutting
     * down. At the start, their connections are compared with {@code max_connections}.
     */
    @WithDefault("13")
    @Min(1)
    @Max(1000)
    int replicas();
}
