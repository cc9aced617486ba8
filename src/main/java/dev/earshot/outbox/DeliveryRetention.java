package dev.earshot.outbox;

import dev.earshot.postgres.RowStream;
import dev.earshot.postgres.retention.RetentionPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/**
 * Deliveries settled long ago, and a customer's lane with the last one.
 *
 * <p>Lanes that lost their deliveries otherwise are found by looking at a part of the table: another part every ten
 * minutes, the same on all replicas, all of it within days. Looking at every lane each time would cost as much as there
 * are customers.
 */
@Singleton
class DeliveryRetention implements RetentionPolicy {
    private static final int PAGES = 200;

    private static final String EMPTY = """
            due_at is null and not held and not exists (select from delivery d
              where d.customer_id = lane.customer_id)""";

    private static final String OF_CUSTOMERS = """
            delete from lane where ctid = any(array(
              select lane.ctid from lane where customer_id = any($1) and %s
                for update skip locked))""".formatted(EMPTY);

    /** The current part, by the clock. */
    static final String PART = """
            ctid >= (select format('(%%s,0)', part.start)::tid from (%1$s) as part)
            and ctid < (select format('(%%s,0)', part.start + %2$d)::tid from (%1$s) as part)""".formatted("""
            select (extract(epoch from $1::timestamptz)::bigint / 600 * %1$d) %%
              greatest(%1$d, (pg_relation_size('lane') / current_setting('block_size')::integer + %1$d - 1) / %1$d * %1$d) as start""".formatted(PAGES), PAGES);

    private final OutboxConfig config;

    DeliveryRetention(OutboxConfig config) {
        this.config = config;
    }

    @Override
    public List<Rows> past(Instant now) {
        return List.of(
                new Rows(
                        "delivery",
                        "status <> 'PENDING' and settled_at < $1",
                        now.minus(config.keepSettled()),
                        "customer_id"),
                new Rows("lane", PART + " and " + EMPTY, now));
    }

    /** Called for lanes too, which name no customer. */
    @Override
    public Uni<Void> removed(SqlConnection transaction, RowSet<Row> rows) {
        String[] customers = rows.columnsNames().contains("customer_id")
                ? RowStream.of(rows)
                        .map(row -> row.getString("customer_id"))
                        .distinct()
                        .toArray(String[]::new)
                : new String[0];
        return customers.length == 0
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(OF_CUSTOMERS)
                        .execute(Tuple.of((Object) customers))
                        .replaceWithVoid();
    }
}
