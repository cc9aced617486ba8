package dev.earshot.insight;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.OptionalInt;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * Insightarc's address and how long a tool waits for it. The address is {@code EARSHOT_INSIGHTARC_URL}, the key {@code
 * EARSHOT_INSIGHTARC_API_KEY}.
 */
@ConfigMapping(prefix = "earshot.insight")
public interface InsightConfig {
    /** More of a history is not read. */
    int MOST_INTENTS = 100;

    /** The base of the API: {@code https://api.insightarc.com}. */
    @NotBlank
    String url();

    /** The API key; it is sent as a bearer token and appears nowhere else. */
    @NotBlank
    String apiKey();

    /**
     * How long a tool call waits for context. Parts that are late are left out and the answer says {@code degraded};
     * they are kept for the customer's next call. Insightarc is abandoned after 2 seconds, so a longer budget is
     * useless.
     */
    @WithDefault("150ms")
    @DurationMin(millis = 10)
    @DurationMax(seconds = 2)
    Duration budget();

    /** Most intents of a customer's history to request. The default is Insightarc's own. */
    @WithDefault("10")
    @Min(1)
    @Max(MOST_INTENTS)
    int limit();

    /** How far back history goes, in Insightarc's notation: {@code 7d}, {@code 30d}. */
    @WithDefault("30d")
    @Pattern(regexp = "[1-9]\\d{0,2}d")
    String timeRange();

    /** Most sessions to look at. Not sent when absent: newer editions of the API no longer know it. */
    @Min(1)
    @Max(1000)
    OptionalInt sessionsLimit();
}
