package dev.earshot.customer;

import dev.earshot.postgres.RowStream;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;

/** Customer data that is all rows of one table with the customer's id in a column: what most packages have. */
public class CustomerTable implements CustomerData {
    private final String table;
    private final String column;
    private final String move;

    /** Both names are ours, never a caller's: they become part of statements. */
    protected CustomerTable(String table, String column) {
        this(table, column, "update %s set %s = $2 where %s = $1".formatted(table, column, column));
    }

    /** @param move the statement that moves rows of an anonymous customer, {@code $1}, to a known one, {@code $2} */
    CustomerTable(String table, String column, String move) {
        this.table = table;
        this.column = column;
        this.move = move;
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
