package dev.earshot.tool;

import dev.earshot.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.time.Duration;

/** How long a call's work may take. A statement that waits for a lock is given up by Postgres before that, and so leaves nothing behind. */
@Singleton
class TimeLimit {
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final ToolConfig config;

    TimeLimit(ToolConfig config) {
        this.config = config;
    }

    /** The work, or the {@link Refusal} {@code TIMED_OUT} when its time is over. */
    <T> Uni<T> of(Uni<T> work) {
        return work.ifNoItem()
                .after(config.timeLimit())
                .failWith(TimeLimit::exceeded)
                .onFailure(TimeLimit::isLocked)
                .transform(locked -> exceeded());
    }

    private static boolean isLocked(Throwable failure) {
        return failure instanceof PgException refused && LOCK_NOT_AVAILABLE.equals(refused.getSqlState());
    }

    private static Refusal exceeded() {
        return Refusal.busy("TIMED_OUT", "The call took too long; ask again", PAUSE);
    }
}
