package dev.earshot.customer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How visits end. */
@ConfigMapping(prefix = "earshot.session")
public interface SessionConfig {
    /** How long a session may be silent before it takes no more calls and is closed as converted or abandoned. */
    @WithDefault("30m")
    Duration idle();

    /** How often idle sessions are looked for. A session is refused as expired at once; this only delays its closing. */
    @WithDefault("30s")
    String closeEvery();

    /** How long a session that has ended is kept, for the funnel and for exports. What an anonymous visitor showed goes with their last. */
    @WithDefault("90d")
    Duration keep();
}
