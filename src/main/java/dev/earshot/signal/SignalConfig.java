package dev.earshot.signal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How signals are recognised. */
@ConfigMapping(prefix = "earshot.signal")
interface SignalConfig {
    /**
     * How sure the matching must be, of 1, for a customer to show a signal. A lower value finds more signals, and more
     * wrong ones.
     */
    @WithDefault("0.75")
    @DecimalMin("0")
    @DecimalMax("1")
    double sureness();

    /**
     * Profile attributes that show signals, with the words that they mean to the matching; {@code {}} stands for the
     * value. By default {@code city}, {@code state}, {@code region}, {@code country}, {@code gender}, {@code age},
     * {@code occupation} and {@code income}.
     */
    Map<String, String> profile();

    /**
     * How often newly shown signals are counted even if no estimate asks for them. Estimates never wait for more than
     * this.
     */
    @WithDefault("5s")
    @DurationMin(millis = 100)
    @DurationMax(hours = 1)
    Duration countEvery();

    /**
     * How long events are kept for rules and reports. A rule without {@code within} may count one for up to 64 days
     * longer: counts of 64 days are removed when all of them have passed.
     */
    @WithDefault("365d")
    @DurationMin(days = 1)
    @DurationMax(days = 3650)
    Duration keepEvents();
}
