package dev.earshot.tool.report;

import dev.earshot.postgres.retention.RetentionPolicy;
import dev.earshot.tool.call.ToolConfig;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Calls of long ago, what the funnel counted of them, and answers past their retry window. */
@Singleton
class CallRetention implements RetentionPolicy {
    /** A call in flight keeps its claim, and one whose end is not known its effect key, for its retry. */
    private static final String SETTLED =
            "(answer is not null or refusal is not null or claimed_at <= $1 - interval '1 day')";

    private final ToolConfig config;

    CallRetention(ToolConfig config) {
        this.config = config;
    }

    @Override
    public List<Rows> past(Instant now) {
        return List.of(
                new Rows("call", "at < $1", now.minus(config.keepCalls())),
                new Rows("session_count", "at < $1", now.minus(config.keepCalls())),
                new Rows("kept_answer", "expires_at <= $1 and " + SETTLED, now));
    }
}
