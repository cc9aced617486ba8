package dev.earshot.customer;

import dev.earshot.http.PageCursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** The sessions of a customer. */
@Singleton
class SessionCustomerData extends CustomerTable {
    private static final String MOVE =
            "update session set customer_id = $2, anonymous = false, identified_at = $3 where customer_id = $1";

    private static final String ENTRIES = """
            select started_at as at, 'a' || id as key, 'session_opened' as type, id, id as session_id,
              jsonb_build_object('platform', platform, 'entryPoint', entry_point, 'status', status,
                'anonymous', anonymous or identified_at is not null) as details
            from session where customer_id = $1
            union all
            select identified_at, 'c' || id, 'session_identified', id, id, jsonb_build_object('platform', platform)
            from session where customer_id = $1
            union all
            select closed_at, 'h' || id, 'session_closed', id, id,
              jsonb_build_object('platform', platform, 'status', status)
            from session where customer_id = $1""";

    SessionCustomerData() {
        super("session", "customer_id");
    }

    @Override
    public Uni<Void> move(SqlConnection transaction, CustomerId from, CustomerId to, Instant now) {
        return transaction
                .preparedQuery(MOVE)
                .execute(Tuple.of(from.value(), to.value(), now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<TimelineEntry>> timeline(SqlClient client, CustomerId customer, PageCursor before, int limit) {
        return timeline(client, ENTRIES, customer, before, limit);
    }
}
