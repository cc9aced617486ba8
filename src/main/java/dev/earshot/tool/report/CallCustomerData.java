package dev.earshot.tool.report;

import dev.earshot.customer.CustomerId;
import dev.earshot.customer.CustomerTable;
import dev.earshot.customer.TimelineEntry;
import dev.earshot.http.PageCursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.inject.Singleton;
import java.util.List;

/** The calls of a customer. */
@Singleton
class CallCustomerData extends CustomerTable {
    private static final String ENTRIES = """
            select at, 'b' || id as key, 'call' as type, id, session_id,
              jsonb_build_object('tool', tool, 'platform', platform, 'arguments', arguments) as details
            from call where customer_id = $1""";

    CallCustomerData() {
        super("call", "customer_id");
    }

    @Override
    public Uni<List<TimelineEntry>> timeline(SqlClient client, CustomerId customer, PageCursor before, int limit) {
        return timeline(client, ENTRIES, customer, before, limit);
    }
}
