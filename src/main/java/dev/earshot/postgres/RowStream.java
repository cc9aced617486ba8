package dev.earshot.postgres;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.Cursor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Rows of a result as a stream, and of a large result some at a time. */
public final class RowStream {
    private RowStream() {}

    public static Stream<Row> of(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    /**
     * Hands each row over as it arrives. The driver keeps all that arrived of an answer until its end, and copies it
     * together again and again: one of 100 MB takes several times its memory, and longer than Postgres takes for it.
     *
     * @param transaction which a cursor needs
     * @param page how many rows are fetched together: about a megabyte
     */
    public static Uni<Void> pages(
            SqlConnection transaction, String statement, Tuple values, int page, Consumer<io.vertx.sqlclient.Row> row) {
        return UniHelper.toUni(transaction.getDelegate().prepare(statement).compose(prepared -> {
            Cursor cursor = prepared.cursor(values.getDelegate());
            return rest(cursor, page, row).eventually(() -> cursor.close()).eventually(() -> prepared.close());
        }));
    }

    /** Postgres is asked for the next rows before these are looked at. */
    private static Future<Void> rest(Cursor cursor, int page, Consumer<io.vertx.sqlclient.Row> row) {
        return cursor.read(page).compose(rows -> {
            Future<Void> more = cursor.hasMore() ? rest(cursor, page, row) : Future.succeededFuture();
            rows.forEach(row);
            return more;
        });
    }
}
