package dev.earshot.outbox.dispatch;

import dev.earshot.outbox.BulkDeliveryListener;
import dev.earshot.outbox.Delivery;
import dev.earshot.outbox.DeliveryResult;
import dev.earshot.postgres.RowStream;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Stores what became of a batch of deliveries, and gives their lanes back. */
@Singleton
public class SettlementWriter {
    /**
     * Lanes are locked in the order of their customers and before deliveries, as by all transactions that lock several:
     * so no transactions wait in a circle.
     *
     * <p>The condition "pending" matches no index of pending ones: statistics are mostly taken when hardly any is, and
     * reading all of them would seem cheap.
     */
    static final String SETTLE = """
            with outcome as (
              select customer_id, seq, status, answer
                from unnest($1::text[], $2::bigint[], $3::text[], $4::text[]) as o(customer_id, seq, status, answer)),
            settled as (
              update delivery d set status = o.status, answer = o.answer, attempts = d.attempts + 1, claimed_at = $10,
                settled_at = case when o.status = 'PENDING' then null else $5::timestamptz end
              from outcome o where d.customer_id = o.customer_id and d.seq = o.seq and d.settled_at is null),
            locked as (
              select l.customer_id, r.through, r.again_at
              from unnest($6::text[], $7::bigint[], $8::timestamptz[]) as r(customer_id, through, again_at)
              join lane l on l.customer_id = r.customer_id and l.destination = $11 and l.lease = $9
              order by l.customer_id for no key update of l)
            update lane l set lease = null, due_at =
              case when r.again_at is not null then r.again_at when l.last_seq > r.through then $5 end
            from locked r where l.customer_id = r.customer_id and l.destination = $11
            returning l.due_at <= $5 as due""";

    private static final String FORGET = """
            with gone as (
              delete from delivery
              where customer_id = any($1) and destination = $2 and kind = 'erase' and status = 'DELIVERED'),
            idle as (
              select customer_id from lane where customer_id = any($1) and destination = $2 and due_at is null
                order by customer_id for update)
            delete from lane l using idle where l.customer_id = idle.customer_id and l.destination = $2""";

    /**
     * Customers with a result are removed from a delivery about many: no id stays longer than it is needed. Others may
     * be gone meanwhile, and stay so.
     */
    private static final String TAKE_OUT = """
            update delivery set body = jsonb_set(body, '{customers}', (body -> 'customers') - $3::text[])
            where customer_id = $1 and seq = $2 and status = 'PENDING'""";

    private final Pool pool;
    private final List<BulkDeliveryListener> divisions;

    SettlementWriter(Pool pool, @All List<BulkDeliveryListener> divisions) {
        this.pool = pool;
        this.divisions = divisions;
    }

    /**
     * Stores a batch's results and returns its customers: in one statement, or one transaction where it takes several.
     *
     * @return whether some of them are due again at once
     */
    Uni<Boolean> settle(Settlement settlement, Instant now) {
        return settlement.divided().isEmpty() && settlement.erased().isEmpty()
                ? settle(pool, settlement, now)
                : pool.withTransaction(transaction ->
                                divide(transaction, settlement, now).chain(() -> settle(transaction, settlement, now)))
                        .invoke(() -> divisions.forEach(BulkDeliveryListener::committed));
    }

    private Uni<Boolean> settle(SqlClient client, Settlement settlement, Instant now) {
        return client.preparedQuery(SETTLE)
                .execute(settlement.row(now))
                .call(() -> forget(client, settlement))
                .map(lanes -> RowStream.of(lanes).anyMatch(lane -> Boolean.TRUE.equals(lane.getBoolean("due"))));
    }

    private Uni<Void> divide(SqlConnection transaction, Settlement settlement, Instant now) {
        Uni<Void> divided = Uni.createFrom().voidItem();
        for (Map.Entry<Delivery, DeliveryResult.Divided> entry :
                settlement.divided().entrySet()) {
            divided = divided.chain(() -> takeOut(transaction, entry.getKey(), entry.getValue()));
            for (BulkDeliveryListener division : divisions) {
                divided = divided.chain(() -> division.settled(transaction, entry.getKey(), entry.getValue(), now));
            }
        }
        return divided;
    }

    private static Uni<Void> takeOut(SqlConnection transaction, Delivery delivery, DeliveryResult.Divided receipt) {
        Tuple row = Tuple.of(delivery.customer().value(), delivery.seq())
                .addArrayOfString(Stream.concat(receipt.taken().stream(), receipt.refused().keySet().stream())
                        .toArray(String[]::new));
        return transaction.preparedQuery(TAKE_OUT).execute(row).replaceWithVoid();
    }

    /** Once the destination has confirmed a customer's erasure, even the erasure order is deleted. */
    private static Uni<Void> forget(SqlClient client, Settlement settlement) {
        List<String> erased = settlement.erased();
        return erased.isEmpty()
                ? Uni.createFrom().voidItem()
                : client.preparedQuery(FORGET)
                        .execute(
                                Tuple.of((Object) erased.toArray(String[]::new)).addString(settlement.destination()))
                        .replaceWithVoid();
    }
}
