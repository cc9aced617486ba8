package dev.earshot.postgres.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Removal of expired rows. Each package sets how long its rows are kept. */
@ConfigMapping(prefix = "earshot.retention")
interface RetentionConfig {
    /** How often to look for expired rows. */
    @WithDefault("10m")
    @DurationMin(seconds = 10)
    @DurationMax(days = 1)
    Duration every();
}
