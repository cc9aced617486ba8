package dev.earshot.customer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How visits end. */
@ConfigMapping(prefix = "earshot.session")
public interface SessionConfig {
    /** How long a session may be silent before it takes no more calls and is closed as converted or abandoned. */
    @WithDefault("30m")
    @DurationMin(seconds = 10)
    @DurationMax(days = 7)
    Duration idle();

    /** How often idle sessions are looked for. A session is refused as expired at once; this only delays its closing. */
    @WithDefault("30s")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration closeEvery();

    /** How long a session that has ended is kept, for the funnel and for exports. What an anonymous visitor showed goes with their last. */
    @WithDefault("90d")
    @DurationMin(hours = 1)
    @DurationMax(days = 3650)
    Duration keep();
}
