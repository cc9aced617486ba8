package dev.earshot.outbox.dispatch;

import dev.earshot.common.Ids;
import dev.earshot.customer.CustomerId;
import dev.earshot.outbox.Delivery;
import dev.earshot.outbox.DeliveryBatch;
import dev.earshot.outbox.Lane;
import dev.earshot.outbox.OutboxConfig;
import dev.earshot.postgres.RowStream;
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
import java.util.Optional;

/**
 * Leases lanes of pending deliveries to a destination. A claim leases customers, not deliveries: that keeps each
 * customer's in order, whichever replica sends them.
 */
@Singleton
public class LaneClaims {
    /**
     * The lanes found are named in an array, which every plan takes for a short one: so they are leased by their keys.
     *
     * <p>The time and the limit are read by queries of their own, which hides them from the planner. If it knew them, a
     * plan for few lanes would look so much cheaper than the kept one that each claim would be planned anew, which
     * takes longer than the claim.
     */
    private static final String LEASE = """
            update lane set lease = $1, due_at = $3
            where destination = $5 and customer_id = any(array(
              select customer_id from lane
              where destination = $5 and due_at <= (select $2::timestamptz) and %s
                and not exists (select from paused_destination where destination = $5)
              order by due_at limit (select $4::int) for update skip locked))
            returning customer_id, last_seq""";

    static final String LEASE_OWN = LEASE.formatted("not collective");
    private static final String LEASE_COLLECTIVE = LEASE.formatted("collective");

    private static final int GIVE_BACK_RETRIES = 3;

    private static final String GIVE_BACK =
            "update lane set lease = null, due_at = $2 where lease = $1 and due_at > $2";

    static final String READ = """
            select d.id, d.customer_id, d.seq, d.attempts, d.event_id, d.kind, d.body, d.created_at, d.traceparent,
              coalesce(c.denied, false) and d.kind <> 'erase' as denied
            from (
              select customer_id, (select true from denial where denial.customer_id = claimed.customer_id) as denied
              from unnest($1::text[]) as claimed(customer_id) offset 0) c
            cross join lateral (
              select id, customer_id, seq, attempts, event_id, kind, body, created_at, traceparent
              from delivery where customer_id = c.customer_id and destination = $3 and status = 'PENDING'
                order by seq limit $2) d
            order by d.seq""";

    private static final String DROP =
            "delete from delivery where customer_id = any($1) and destination = $2 and status = 'PENDING'"
                    + " and kind <> 'erase'";

    private final Pool pool;
    private final OutboxConfig config;

    LaneClaims(Pool pool, OutboxConfig config) {
        this.pool = pool;
        this.config = config;
    }

    /**
     * Claims this many customers, longest waiting first, and reads their pending deliveries. Deliveries of customers
     * that opted out meanwhile are dropped here, whatever their cause.
     *
     * <p>Two statements, the second with a snapshot of its own: it sees all that was committed before a lane was
     * leased, even while the first waited for a row. What is committed later moves the lane's {@code last_seq}, and so
     * makes it due again when it is settled.
     */
    public Uni<DeliveryBatch> claim(String destination, int customers, Instant now) {
        return claim(destination, LEASE_OWN, customers, config.batchPerCustomer(), now);
    }

    /**
     * Claims the lane of collective deliveries that has waited longest, and reads the first: each is a call of its own.
     */
    Uni<DeliveryBatch> claimCollective(String destination, int lanes, Instant now) {
        return claim(destination, LEASE_COLLECTIVE, lanes, 1, now);
    }

    private Uni<DeliveryBatch> claim(String destination, String statement, int lanes, int most, Instant now) {
        String lease = Ids.make("lease", now);
        if (lanes == 0) {
            return nothing(destination, lease, now);
        }
        Tuple claim = Tuple.of(
                lease,
                now.atOffset(ZoneOffset.UTC),
                now.plus(config.lease()).atOffset(ZoneOffset.UTC),
                lanes,
                destination);
        return pool.preparedQuery(statement)
                .execute(claim)
                .chain(leased -> read(destination, lease, now, leased, most, leased.size() == lanes))
                .onFailure()
                .call(() -> giveBack(lease, now));
    }

    /** A claim whose answer was lost is returned, instead of waiting until the lease ends. */
    private Uni<Void> giveBack(String lease, Instant now) {
        return pool.preparedQuery(GIVE_BACK)
                .execute(Tuple.of(lease, now.atOffset(ZoneOffset.UTC)))
                // The first connection may be as silent as the claim's was; by then it has been replaced.
                .onFailure()
                .retry()
                .atMost(GIVE_BACK_RETRIES)
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private static Uni<DeliveryBatch> nothing(String destination, String lease, Instant now) {
        return Uni.createFrom().item(new DeliveryBatch(destination, lease, now, List.of(), false));
    }

    private Uni<DeliveryBatch> read(
            String destination, String lease, Instant now, RowSet<Row> leased, int most, boolean full) {
        Map<String, Long> lastSeqs = new LinkedHashMap<>();
        leased.forEach(row -> lastSeqs.put(row.getString("customer_id"), row.getLong("last_seq")));
        if (lastSeqs.isEmpty()) {
            return nothing(destination, lease, now);
        }
        Tuple customers = Tuple.of((Object) lastSeqs.keySet().toArray(String[]::new))
                .addInteger(most)
                .addString(destination);
        return pool.preparedQuery(READ)
                .execute(customers)
                .call(pending -> dropDenied(destination, pending))
                .map(pending -> new DeliveryBatch(destination, lease, now, lanes(lastSeqs, pending, most), full));
    }

    private Uni<Void> dropDenied(String destination, RowSet<Row> pending) {
        String[] denied = RowStream.of(pending)
                .filter(LaneClaims::isDenied)
                .map(row -> row.getString("customer_id"))
                .distinct()
                .toArray(String[]::new);
        return denied.length == 0
                ? Uni.createFrom().voidItem()
                : pool.preparedQuery(DROP)
                        .execute(Tuple.of((Object) denied).addString(destination))
                        .replaceWithVoid();
    }

    private static boolean isDenied(Row row) {
        return row.getBoolean("denied");
    }

    private static List<Lane> lanes(Map<String, Long> lastSeqs, RowSet<Row> pending, int most) {
        Map<String, List<Row>> byCustomer = new LinkedHashMap<>();
        lastSeqs.keySet().forEach(customer -> byCustomer.put(customer, new ArrayList<>()));
        pending.forEach(row -> byCustomer.get(row.getString("customer_id")).add(row));
        return byCustomer.entrySet().stream()
                .map(entry -> lane(entry.getKey(), entry.getValue(), lastSeqs.get(entry.getKey()), most))
                .toList();
    }

    /** A lane that was not read to its end is settled only up to what was read. */
    private static Lane lane(String customer, List<Row> pending, long lastSeq, int most) {
        boolean more = pending.size() == most;
        long through = more ? pending.get(pending.size() - 1).getLong("seq") : lastSeq;
        List<Delivery> deliveries = pending.stream()
                .filter(row -> !isDenied(row))
                .map(LaneClaims::delivery)
                .toList();
        return new Lane(new CustomerId(customer), deliveries, through);
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
                row.getOffsetDateTime("created_at").toInstant(),
                Optional.ofNullable(row.getString("traceparent")));
    }
}
