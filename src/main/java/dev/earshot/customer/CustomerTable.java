package dev.earshot.customer;

import dev.earshot.http.PageCursor;
import dev.earshot.postgres.RowStream;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Customer data that is all rows of one table with the customer's id in a column: what most packages have. */
public class CustomerTable implements CustomerData {
    private static final String PART_OF_TIMELINE = """
            select at, key, type, id, session_id, details from (%s) as entry
            where at <= $2 and (at, key collate "C") < ($2, $3) order by at desc, key collate "C" desc limit $4""";

    private final String table;
    private final String column;
    private final String move;

    /** Both names are ours, never a caller's: they become part of statements. */
    public CustomerTable(String table, String column) {
        this(table, column, "update %s set %s = $2 where %s = $1".formatted(table, column, column));
    }

    /** @param move the statement that moves rows of an anonymous customer, {@code $1}, to a known one, {@code $2} */
    CustomerTable(String table, String column, String move) {
        this.table = table;
        this.column = column;
        this.move = move;
    }

    /**
     * A part of a customer's timeline.
     *
     * @param entries selects from the rows of the customer {@code $1} the columns {@code at, key, type, id, session_id,
     *     details}; an index with the customer and the time makes a page cost what it holds
     */
    protected static Uni<List<TimelineEntry>> timeline(
            SqlClient client, String entries, CustomerId customer, PageCursor before, int limit) {
        Tuple values = Tuple.of(customer.value(), before.at().atOffset(ZoneOffset.UTC), before.id(), limit);
        return client.preparedQuery(PART_OF_TIMELINE.formatted(entries))
                .execute(values)
                .map(rows -> RowStream.of(rows).map(CustomerTable::entry).toList());
    }

    private static TimelineEntry entry(Row row) {
        return new TimelineEntry(
                row.getString("key"),
                row.getString("type"),
                row.getString("id"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("session_id"),
                row.getJsonObject("details").getMap());
    }

    @Override
    public String name() {
        return table;
    }

    @Override
    public Uni<Void> move(SqlConnection transaction, CustomerId from, CustomerId to, Instant now) {
        return transaction
                .preparedQuery(move)
                .execute(Tuple.of(from.value(), to.value()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> erase(SqlConnection transaction, CustomerId customer, Instant now) {
        return transaction
                .preparedQuery("delete from %s where %s = $1".formatted(table, column))
                .execute(Tuple.of(customer.value()))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<JsonObject>> export(SqlClient client, CustomerId customer) {
        return client.preparedQuery("select to_jsonb(t) as row from %s t where %s = $1".formatted(table, column))
                .execute(Tuple.of(customer.value()))
                .map(rows ->
                        RowStream.of(rows).map(row -> row.getJsonObject("row")).toList());
    }
}
