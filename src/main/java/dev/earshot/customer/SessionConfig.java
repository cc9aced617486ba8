package dev.earshot.customer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How sessions end. */
@ConfigMapping(prefix = "earshot.session")
public interface SessionConfig {
    /** How long a session may be idle before it takes no more calls and is closed as converted or abandoned. */
    @WithDefault("30m")
    @DurationMin(seconds = 10)
    @DurationMax(days = 7)
    Duration idle();

    /** How often to look for idle sessions. They are refused as expired immediately; this only delays closing them. */
    @WithDefault("30s")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration closeEvery();

    /**
     * How long an ended session is kept, for exports. An anonymous visitor's signals are deleted with the visitor's
     * last session.
     */
    @WithDefault("90d")
    @DurationMin(hours = 1)
    @DurationMax(days = 3650)
    Duration keep();
}
