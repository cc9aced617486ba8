package dev.earshot.tool.call;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How tools treat those who call them. */
@ConfigMapping(prefix = "earshot.tool")
public interface ToolConfig {
    /** Whether visits that Insightarc takes for a program's cause events. They get answers either way. */
    @WithDefault("false")
    boolean eventsOfBots();

    /**
     * How long a call may take. What takes longer is answered 503; platforms give up after 45 seconds and more. It should be longer than
     * {@code lock_timeout} of the data source (5 seconds), after which Postgres ends a statement that waits for somebody else's lock.
     */
    @WithDefault("10s")
    @DurationMin(seconds = 1)
    @DurationMax(minutes = 5)
    Duration timeLimit();

    /** How long the answer to a call with an idempotency key is kept for its retries. */
    @WithDefault("24h")
    @DurationMin(minutes = 1)
    @DurationMax(days = 30)
    Duration keepAnswers();

    /**
     * How long a {@code save_item} or {@code complete_conversion} without a key is taken for a retry of the same one in the same session. Longer
     * catches slower platforms, and a customer who really buys the same thing twice; 0 switches it off.
     */
    @WithDefault("10s")
    @DurationMin
    @DurationMax(minutes = 10)
    Duration retryWindow();

    /** How long calls are kept, with what they were called with; never a profile. */
    @WithDefault("90d")
    @DurationMin(hours = 1)
    @DurationMax(days = 3650)
    Duration keepCalls();
}
