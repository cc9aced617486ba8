package dev.earshot.customer;

import dev.earshot.postgres.RowStream;
import dev.earshot.postgres.retention.RetentionPolicy;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sessions that ended long ago. An anonymous customer's data goes with the last of them: the customer can't be
 * identified any more, and can't be messaged.
 */
@Singleton
class SessionRetention implements RetentionPolicy {
    /** Each may take some signals with it. */
    private static final int STEP = 500;

    private static final String STILL_VISITING = "select customer_id from session where customer_id = any($1)";

    private final SessionConfig config;
    private final List<CustomerData> data;

    SessionRetention(SessionConfig config, @All List<CustomerData> data) {
        this.config = config;
        this.data = data;
    }

    @Override
    public List<Rows> past(Instant now) {
        Instant before = now.minus(config.keep());
        return List.of(
                new Rows("session", "status <> 'OPEN' and closed_at < $1", before, "customer_id, anonymous", STEP));
    }

    @Override
    public Uni<Void> removed(SqlConnection transaction, RowSet<Row> sessions) {
        Set<String> visitors = RowStream.of(sessions)
                .filter(session -> session.getBoolean("anonymous"))
                .map(session -> session.getString("customer_id"))
                .collect(Collectors.toSet());
        return visitors.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(STILL_VISITING)
                        .execute(Tuple.of((Object) visitors.toArray(String[]::new)))
                        .chain(others -> forget(transaction, without(visitors, others)));
    }

    private static List<CustomerId> without(Set<String> visitors, RowSet<Row> others) {
        Set<String> visiting = RowStream.of(others)
                .map(session -> session.getString("customer_id"))
                .collect(Collectors.toSet());
        return visitors.stream()
                .filter(visitor -> !visiting.contains(visitor))
                .map(CustomerId::new)
                .toList();
    }

    private Uni<Void> forget(SqlConnection transaction, List<CustomerId> visitors) {
        Uni<Void> forgotten = Uni.createFrom().voidItem();
        for (CustomerData rows : data) {
            forgotten = forgotten.chain(() -> rows.forget(transaction, visitors));
        }
        return forgotten;
    }
}
