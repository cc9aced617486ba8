package dev.earshot.tool.call;

import dev.earshot.common.ApiException;
import dev.earshot.common.Deadline;
import dev.earshot.postgres.DatabaseFailure;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * The time limit of a call. Postgres ends a slow statement, or one that waits for a lock, before that: nothing
 * continues behind it.
 */
@Singleton
public class TimeLimit {
    private final ToolConfig config;

    TimeLimit(ToolConfig config) {
        this.config = config;
    }

    /**
     * The work's result, or the {@link ApiException} {@code TIMED_OUT} after the limit; or another one, if the database
     * is not reachable.
     */
    public <T> Uni<T> of(Uni<T> work) {
        return Deadline.within(config.timeLimit(), work)
                .onFailure(TimeoutException.class)
                .transform(late -> DatabaseFailure.timedOut())
                .onFailure()
                .transform(DatabaseFailure::seenByCaller);
    }
}
