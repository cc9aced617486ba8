package dev.earshot.http.upload;

import dev.earshot.common.ApiException;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.Set;

/**
 * Two imports write the same rows, and Postgres cancels one of them: to end a deadlock, or after a wait longer than
 * {@code lock_timeout}.
 */
public final class ImportConflict {
    private static final Set<String> STATES = Set.of("40P01", "55P03");
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private ImportConflict() {}

    /** Whether this is the error of the cancelled import. */
    public static boolean isIn(Throwable failure) {
        return failure instanceof PgException refused && STATES.contains(refused.getSqlState());
    }

    /** The error for its caller: the {@link ApiException} {@code IMPORT_COLLIDED}. */
    public static ApiException refusal() {
        return ApiException.busy("IMPORT_COLLIDED", "Another import is writing the same rows; try again", PAUSE);
    }
}
