package dev.earshot.postgres;

import jakarta.inject.Qualifier;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A pool for statements that only read, and whose answer may be seconds old: they run on the standby of {@code
 * EARSHOT_DB_READ} while it keeps up, else on the primary. What must show a caller's own last write, or obey a
 * customer's last word, uses the primary.
 */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.METHOD})
public @interface Standby {
    Use value();

    enum Use {
        /** Estimates and lists: statements with the time limit of requests. */
        REQUESTS,
        /** Statements that may take minutes. */
        REPORTS
    }
}
