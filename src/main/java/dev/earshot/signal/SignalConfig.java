package dev.earshot.signal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Which signals customers are taken to show. */
@ConfigMapping(prefix = "earshot.signal")
interface SignalConfig {
    /** How sure the matching must be, of 1, for a customer to have shown a signal. Lower finds more, and more that was not meant. */
    @WithDefault("0.75")
    @DecimalMin("0")
    @DecimalMax("1")
    double sureness();

    /**
     * Profile attributes that show signals, with the words that they mean to the matching; {@code {}} stands for the value. By default
     * {@code city}, {@code state}, {@code region}, {@code country}, {@code gender}, {@code age}, {@code occupation} and {@code income}.
     */
    Map<String, String> profile();

    /** Counts wait for nothing older than this: how often what was shown for the first time is counted when nobody asks. */
    @WithDefault("5s")
    @DurationMin(millis = 100)
    @DurationMax(hours = 1)
    Duration countEvery();
}
