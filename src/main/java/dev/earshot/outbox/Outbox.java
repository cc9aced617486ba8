package dev.earshot.outbox;

import dev.earshot.Ids;
import dev.earshot.customer.CustomerId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The table of what is owed. A claim leases customers, not deliveries: that keeps each customer's in order, whoever sends them. */
@Singleton
class Outbox {
    private static final String LEASE = """
            update lane l set lease = $1, due_at = $3
            from (
              select customer_id from lane
              where due_at <= $2 and not exists (select from delivery_control where paused)
              order by due_at limit $4 for update skip locked) due
            where l.customer_id = due.customer_id
            returning l.customer_id, l.last_seq""";

    private static final String READ = """
            with denied as (select customer_id from denial where customer_id = any($1)),
            dropped as (
              delete from delivery d using denied
              where d.customer_id = denied.customer_id and d.status = 'OWED' and d.kind <> 'erase')
            select d.id, d.customer_id, d.seq, d.attempts, d.event_id, d.kind, d.body, d.created_at
            from unnest($1::text[]) c(customer_id) cross join lateral (
              select * from delivery where customer_id = c.customer_id and status = 'OWED' order by seq limit $2) d
            where d.kind = 'erase' or not exists (select from denied where denied.customer_id = d.customer_id)
            order by d.seq""";

    private static final String SETTLE = """
            with outcome as (
              select * from unnest($1::text[], $2::bigint[], $3::text[], $4::text[]) as o(customer_id, seq, status, answer)),
            settled as (
              update delivery d set status = o.status, answer = o.answer, attempts = d.attempts + 1, claimed_at = $10,
                settled_at = case when o.status = 'OWED' then null else $5::timestamptz end
              from outcome o where d.customer_id = o.customer_id and d.seq = o.seq and d.status = 'OWED')
            update lane l set lease = null, due_at =
              case when r.again_at is not null then r.again_at when l.last_seq > r.through then $5 end
            from unnest($6::text[], $7::bigint[], $8::timestamptz[]) as r(customer_id, through, again_at)
            where l.customer_id = r.customer_id and l.lease = $9
            returning l.due_at <= $5 as due""";

    private static final String FORGET = """
            with gone as (
              delete from delivery where customer_id = any($1) and kind = 'erase' and status = 'DELIVERED')
            delete from lane where customer_id = any($1) and due_at is null""";

    private final Pool pool;
    private final OutboxConfig config;

    Outbox(Pool pool, OutboxConfig config) {
        this.pool = pool;
        this.config = config;
    }

    /**
     * Takes hold of so many customers, those who have waited longest, and reads what they are owed. What is owed of customers who have denied
     * their consent meanwhile is dropped here, however it came to be owed.
     *
     * <p>Two statements, the second with a snapshot of its own: it sees every delivery up to each leased lane's {@code last_seq}, even one that
     * was committed while the first waited for a row.
     */
    Uni<Batch> claim(int customers, Instant now) {
        String lease = Ids.make("lease", now);
        if (customers == 0) {
            return Uni.createFrom().item(new Batch(lease, now, List.of()));
        }
        Tuple claim = Tuple.of(
                lease, now.atOffset(ZoneOffset.UTC), now.plus(config.lease()).atOffset(ZoneOffset.UTC), customers);
        return pool.preparedQuery(LEASE).execute(claim).chain(leased -> read(lease, now, leased));
    }

    private Uni<Batch> read(String lease, Instant now, RowSet<Row> leased) {
        Map<String, Long> lastSeqs = new LinkedHashMap<>();
        leased.forEach(row -> lastSeqs.put(row.getString("customer_id"), row.getLong("last_seq")));
        if (lastSeqs.isEmpty()) {
            return Uni.createFrom().item(new Batch(lease, now, List.of()));
        }
        Tuple customers =
                Tuple.of((Object) lastSeqs.keySet().toArray(String[]::new)).addInteger(config.batchPerCustomer());
        return pool.preparedQuery(READ).execute(customers).map(owed -> new Batch(lease, now, lanes(lastSeqs, owed)));
    }

    private List<Lane> lanes(Map<String, Long> lastSeqs, RowSet<Row> owed) {
        Map<String, List<Delivery>> byCustomer = new LinkedHashMap<>();
        lastSeqs.keySet().forEach(customer -> byCustomer.put(customer, new ArrayList<>()));
        owed.forEach(row -> byCustomer.get(row.getString("customer_id")).add(delivery(row)));
        return byCustomer.entrySet().stream()
                .map(entry -> lane(entry.getKey(), entry.getValue(), lastSeqs.get(entry.getKey())))
                .toList();
    }

    /** A lane that was not read to its end is settled only through what was read of it. */
    private Lane lane(String customer, List<Delivery> deliveries, long lastSeq) {
        boolean more = deliveries.size() == config.batchPerCustomer();
        long through = more ? deliveries.get(deliveries.size() - 1).seq() : lastSeq;
        return new Lane(new CustomerId(customer), deliveries, through);
    }

    /**
     * Writes down what became of a batch and gives its customers back.
     *
     * @return whether some of them are due again at once
     */
    Uni<Boolean> settle(Settlement settlement, Instant now) {
        return pool.preparedQuery(SETTLE)
                .execute(settlement.row(now))
                .call(() -> forget(settlement.erased()))
                .map(lanes -> StreamSupport.stream(lanes.spliterator(), false)
                        .anyMatch(lane -> Boolean.TRUE.equals(lane.getBoolean("due"))));
    }

    /** Of a customer whose erasure the destination has confirmed, not even the order to erase stays. */
    private Uni<Void> forget(List<String> erased) {
        return erased.isEmpty()
                ? Uni.createFrom().voidItem()
                : pool.preparedQuery(FORGET)
                        .execute(Tuple.of((Object) erased.toArray(String[]::new)))
                        .replaceWithVoid();
    }

    private static Delivery delivery(Row row) {
        return new Delivery(
                row.getString("id"),
                new CustomerId(row.getString("customer_id")),
                row.getLong("seq"),
                row.getInteger("attempts"),
                row.getString("event_id"),
                row.getString("kind"),
                row.getJsonObject("body"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
