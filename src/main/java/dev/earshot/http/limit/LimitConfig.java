package dev.earshot.http.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How much this takes from whom. All of it counts by replica. */
@ConfigMapping(prefix = "earshot.limits")
public interface LimitConfig {
    /**
     * Most requests a second of one platform, by whichever of its API keys, or of one token's subject; twice as many at once. It keeps one platform
     * from taking what the others need.
     */
    @WithDefault("1000")
    @Min(1)
    @Max(10_000_000)
    int requestsPerSecond();

    /** Most calls a minute in one customer's visit, of which a person makes some ten. */
    @WithDefault("300")
    @Min(1)
    @Max(10_000_000)
    int visitCallsPerMinute();

    /** Most requests that are worked on at once; what comes on top is turned away at once, while it costs nothing. */
    @WithDefault("1000")
    @Min(1)
    @Max(100_000)
    int concurrentRequests();

    /**
     * Most streams that one platform, or one token's subject, may have open at once: streams of replies and of MCP.
     * They don't count towards {@code concurrent-requests}.
     */
    @WithDefault("1000")
    @Min(1)
    @Max(100_000)
    int streams();

    /** Longest body in bytes, of all but imports. */
    @WithDefault("65536")
    @Min(1024)
    @Max(10_485_760)
    int bodyBytes();
}
