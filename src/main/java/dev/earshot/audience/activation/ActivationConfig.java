package dev.earshot.audience.activation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How audiences are handed to Netmera. */
@ConfigMapping(prefix = "earshot.activation")
public interface ActivationConfig {

    /** Most customers in one call that tags or untags. Netmera accepts 1000. */
    @WithDefault("1000")
    @Min(1)
    @Max(1000)
    int callCustomers();

    /** Most pending calls of one audience in the outbox. More would only wait there, full of customers' ids. */
    @WithDefault("4")
    @Min(1)
    @Max(100)
    int callsAhead();

    /** Members compared with the tagged customers in one step, and so in one transaction. */
    @WithDefault("10000")
    @Min(1)
    @Max(100000)
    int planStep();

    /** How often to look for activations that another replica left unfinished. */
    @WithDefault("1s")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 10)
    Duration lookEvery();

    /** How often to look for audiences whose refresh is due. */
    @WithDefault("30s")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration refreshCheck();
}
