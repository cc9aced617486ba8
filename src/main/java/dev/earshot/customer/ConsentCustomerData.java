package dev.earshot.customer;

import dev.earshot.http.PageCursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;

/** When a customer opted out and in again. */
@Singleton
class ConsentCustomerData extends CustomerTable {
    private static final String FORGET = "delete from consent_change where customer_id = any($1)";

    private static final String ENTRIES = """
            select at, 'g' || lpad(id::text, 19, '0') as key, 'consent' as type, id::text as id, null as session_id,
              jsonb_build_object('granted', granted) as details
            from consent_change where customer_id = $1""";

    ConsentCustomerData() {
        super("consent_change", "customer_id");
    }

    @Override
    public Uni<List<TimelineEntry>> timeline(SqlClient client, CustomerId customer, PageCursor before, int limit) {
        return timeline(client, ENTRIES, customer, before, limit);
    }

    @Override
    public Uni<Void> forget(SqlConnection transaction, List<CustomerId> anonymous) {
        String[] ids = anonymous.stream().map(CustomerId::value).toArray(String[]::new);
        return transaction.preparedQuery(FORGET).execute(Tuple.of((Object) ids)).replaceWithVoid();
    }
}
