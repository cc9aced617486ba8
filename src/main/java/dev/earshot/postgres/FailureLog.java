package dev.earshot.postgres;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Logs a failure that may repeat many times a second: the first at once, then at most one line in ten seconds that says
 * how many it stands for. While the database is away, everything that uses it fails, and one of many equal lines is
 * enough. Only a bug gets its stack trace.
 */
public final class FailureLog {
    private static final long PAUSE = Duration.ofSeconds(10).toNanos();

    private final Logger log;
    private final Logger.Level level;
    private final String what;
    private final LongSupplier nanos;
    private long untold;
    private Long toldAt;

    private FailureLog(Logger log, Logger.Level level, String what, LongSupplier nanos) {
        this.log = log;
        this.level = level;
        this.what = what;
        this.nanos = nanos;
    }

    /** @param what failed, and what happens then */
    public static FailureLog warnings(Logger log, String what) {
        return new FailureLog(log, Logger.Level.WARN, what, System::nanoTime);
    }

    /** The same, for what its caller is told anyway. */
    public static FailureLog notes(Logger log, String what) {
        return new FailureLog(log, Logger.Level.INFO, what, System::nanoTime);
    }

    static FailureLog of(Logger log, String what, LongSupplier nanos) {
        return new FailureLog(log, Logger.Level.WARN, what, nanos);
    }

    public void failed(Throwable failure) {
        if (DatabaseFailure.refusal(failure).isPresent()) {
            unavailable(failure);
        } else {
            next().ifPresent(others -> log.logf(level, failure, "%s%s", what, others));
        }
    }

    /** The same for a failure that is known to be no bug: something that we depend on is away. */
    public void unavailable(Throwable failure) {
        next().ifPresent(others -> log.logf(level, "%s%s: %s", what, others, failure));
    }

    /** What says it all itself. */
    public void happened() {
        next().ifPresent(others -> log.logf(level, "%s%s", what, others));
    }

    /** How many others the next line stands for, in words; empty if it is not time for one. */
    private synchronized Optional<String> next() {
        long now = nanos.getAsLong();
        if (toldAt != null && now - toldAt < PAUSE) {
            untold++;
            return Optional.empty();
        }
        String others = untold == 0 ? "" : " (and " + untold + " times before)";
        toldAt = now;
        untold = 0;
        return Optional.of(others);
    }
}
