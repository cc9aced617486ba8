package dev.earshot.postgres;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The rows of an answer as a stream, which the client's sets don't offer. */
public final class RowStream {
    private RowStream() {}

    public static Stream<Row> of(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
