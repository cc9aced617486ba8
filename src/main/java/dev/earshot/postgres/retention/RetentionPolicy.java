package dev.earshot.postgres.retention;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;

/** A bean that keeps rows for a limited time. It names the expired ones; {@link RetentionJob} removes them. */
public interface RetentionPolicy {

    /** Rows that have expired at this moment. */
    List<Rows> past(Instant now);

    /**
     * Removes rows that depend on rows just removed, in the same transaction. It gets what {@link Rows#returning} names
     * of each.
     */
    default Uni<Void> removed(SqlConnection transaction, RowSet<Row> rows) {
        return Uni.createFrom().voidItem();
    }

    /**
     * Some rows of one table.
     *
     * @param condition in SQL, with {@code $1} for the moment; an index should serve it
     * @param before the moment
     * @param returning the columns that {@link RetentionPolicy#removed} needs
     * @param step how many are removed in one transaction: few enough to take some tens of milliseconds, with all
     *     dependent rows
     */
    record Rows(String table, String condition, Instant before, String returning, int step) {
        private static final int MANY = 1_000;
        private static final String NOTHING = "null";

        public Rows(String table, String condition, Instant before) {
            this(table, condition, before, MANY);
        }

        public Rows(String table, String condition, Instant before, String returning) {
            this(table, condition, before, returning, MANY);
        }

        public Rows(String table, String condition, Instant before, int step) {
            this(table, condition, before, NOTHING, step);
        }
    }
}
