package dev.earshot.http.upload;

import dev.earshot.common.ApiException;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.Set;

/** Two imports write the same rows, and Postgres has one of them give way: it ends a deadlock, or a wait longer than {@code lock_timeout}. */
public final class ImportConflict {
    private static final Set<String> STATES = Set.of("40P01", "55P03");
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private ImportConflict() {}

    /** Whether this is what the one that has to give way is told. */
    public static boolean isIn(Throwable failure) {
        return failure instanceof PgException refused && STATES.contains(refused.getSqlState());
    }

    /** What its caller is told: the {@link ApiException} {@code IMPORT_COLLIDED}. */
    public static ApiException refusal() {
        return ApiException.busy("IMPORT_COLLIDED", "Another import is writing the same; ask again", PAUSE);
    }
}
