package dev.earshot.tool.call;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of tool calls. */
@ConfigMapping(prefix = "earshot.tool")
public interface ToolConfig {
    /** Whether sessions that Insightarc takes for bots cause events. They get answers either way. */
    @WithDefault("false")
    boolean eventsOfBots();

    /**
     * How long a call may take before it gets 503; platforms give up after 45 seconds or later. It should be longer
     * than the data source's {@code lock_timeout} (5 seconds), after which Postgres ends a statement that waits for a
     * lock.
     */
    @WithDefault("10s")
    @DurationMin(seconds = 1)
    @DurationMax(minutes = 5)
    Duration timeLimit();

    /** How long the answer to a call with an idempotency key is kept for retries. */
    @WithDefault("24h")
    @DurationMin(minutes = 1)
    @DurationMax(days = 30)
    Duration keepAnswers();

    /**
     * How long an identical {@code save_item} or {@code complete_conversion} without a key counts as a retry in the
     * same session. A longer window catches slower platforms, and customers who really buy twice; 0 switches it off.
     */
    @WithDefault("10s")
    @DurationMin
    @DurationMax(minutes = 10)
    Duration retryWindow();

    /** How long calls are kept, with their arguments, but never with a profile; and the funnel's counts. */
    @WithDefault("90d")
    @DurationMin(hours = 1)
    @DurationMax(days = 3650)
    Duration keepCalls();
}
