package dev.earshot.tool.call;

import dev.earshot.common.ApiException;
import dev.earshot.postgres.DatabaseFailure;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** How long a call's work may take. Postgres ends a slow statement, or one that waits for a lock, before that: nothing goes on behind it. */
@Singleton
public class TimeLimit {
    private final ToolConfig config;

    TimeLimit(ToolConfig config) {
        this.config = config;
    }

    /** The work, or the {@link ApiException} {@code TIMED_OUT} when its time is over; or another one, when the database is not there. */
    public <T> Uni<T> of(Uni<T> work) {
        return work.ifNoItem()
                .after(config.timeLimit())
                .failWith(DatabaseFailure::timedOut)
                .onFailure()
                .transform(DatabaseFailure::seenByCaller);
    }
}
