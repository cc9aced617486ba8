package dev.earshot.audience;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/** How often an active audience is refreshed by itself. */
public enum RefreshInterval {
    @JsonProperty("never")
    NEVER(Duration.ZERO),
    @JsonProperty("hour")
    @JsonAlias("hourly")
    HOUR(Duration.ofHours(1)),
    @JsonProperty("day")
    @JsonAlias("daily")
    DAY(Duration.ofDays(1)),
    @JsonProperty("week")
    @JsonAlias("weekly")
    WEEK(Duration.ofDays(7));

    private final Duration length;

    RefreshInterval(Duration length) {
        this.length = length;
    }

    /** How long after one refresh the next one is due. */
    public Duration length() {
        return length;
    }
}
