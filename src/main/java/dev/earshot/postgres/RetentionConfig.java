package dev.earshot.postgres;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How rows that are past their time are removed. How long each kind is kept is its package's to say. */
@ConfigMapping(prefix = "earshot.retention")
interface RetentionConfig {
    /** How often to look for expired rows. */
    @WithDefault("10m")
    @DurationMin(seconds = 10)
    @DurationMax(days = 1)
    Duration every();
}
