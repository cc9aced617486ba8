package dev.earshot.http.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Limits per caller and per replica. Each replica counts for itself. */
@ConfigMapping(prefix = "earshot.limits")
public interface LimitConfig {
    /**
     * Most requests a second of one platform, over all its API keys, or of one token's subject; bursts may be twice as
     * large. Keeps one platform from starving the others.
     */
    @WithDefault("1000")
    @Min(1)
    @Max(10_000_000)
    int requestsPerSecond();

    /** Most calls a minute in one session. A person makes about ten. */
    @WithDefault("300")
    @Min(1)
    @Max(10_000_000)
    int visitCallsPerMinute();

    /** Most concurrent requests. Further ones are refused early, while that costs nothing. */
    @WithDefault("1000")
    @Min(1)
    @Max(100_000)
    int concurrentRequests();

    /**
     * Most open streams of one platform, or of one token's subject: streams of replies and of MCP. They don't count
     * towards {@code concurrent-requests}.
     */
    @WithDefault("1000")
    @Min(1)
    @Max(100_000)
    int streams();

    /**
     * Longest body in bytes of a request that holds all messages of a conversation, as front ends of the AI SDK, of
     * AG-UI and of OpenAI send them with each prompt.
     */
    @WithDefault("1048576")
    @Min(1024)
    @Max(10_485_760)
    int historyBytes();

    /** Longest body in bytes, except for imports and for those of {@code history-bytes}. */
    @WithDefault("65536")
    @Min(1024)
    @Max(10_485_760)
    int bodyBytes();
}
