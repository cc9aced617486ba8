package dev.earshot;

import java.time.Instant;
import java.util.List;

/** What keeps rows for a time only. Whoever has such rows says which have had theirs; {@link Retention} removes them. */
public interface Perishable {

    /** Rows whose time is over at this moment. */
    List<Rows> past(Instant now);

    /**
     * Some rows of one table.
     *
     * @param condition in SQL, with {@code $1} for the moment; an index should serve it
     * @param before the moment
     * @param step how many are removed in one transaction: few enough to be done in some tens of milliseconds, with all that hangs on them
     */
    record Rows(String table, String condition, Instant before, int step) {
        private static final int MANY = 1_000;

        public Rows(String table, String condition, Instant before) {
            this(table, condition, before, MANY);
        }
    }
}
