package dev.earshot.outbox.admin;

import dev.earshot.common.ApiException;
import dev.earshot.common.Ids;
import dev.earshot.customer.CustomerId;
import dev.earshot.outbox.dispatch.DeliveryGate;
import dev.earshot.outbox.dispatch.DeliveryGates;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Follows single deliveries. */
@Singleton
public class DeliveryProgressTracker {
    private static final String FIND = """
            select d.id, d.destination, d.customer_id, d.kind, d.status, d.attempts, d.answer, d.created_at,
              d.claimed_at, d.settled_at,
              l.lease, l.due_at,
              exists (select from paused_destination p where p.destination = d.destination) as paused,
              a.id as ahead, a.answer as ahead_answer
            from delivery d left join lane l using (customer_id, destination)
            left join lateral (
              select id, answer from delivery
              where customer_id = d.customer_id and destination = d.destination and status = 'PENDING' and seq < d.seq
              order by seq limit 1) a on true
            where d.id = $1""";

    private final Pool pool;
    private final DeliveryGates gates;
    private final InstantSource clock;

    DeliveryProgressTracker(Pool pool, DeliveryGates gates, InstantSource clock) {
        this.pool = pool;
        this.gates = gates;
        this.clock = clock;
    }

    public Uni<DeliveryProgress> of(String id) {
        return pool.preparedQuery(FIND).execute(Tuple.of(id)).map(rows -> {
            if (rows.size() == 0) {
                throw ApiException.unknown("DELIVERY_NOT_FOUND", "There is no delivery " + id);
            }
            return trace(rows.iterator().next());
        });
    }

    private DeliveryProgress trace(Row row) {
        DeliveryAdmin.Status status = DeliveryAdmin.Status.valueOf(row.getString("status"));
        Instant createdAt = moment(row, "created_at").orElseThrow();
        boolean pending = status == DeliveryAdmin.Status.PENDING;
        Optional<Instant> leased = pending ? leased(row).filter(at -> !at.isBefore(createdAt)) : Optional.empty();
        return new DeliveryProgress(
                row.getString("id"),
                new CustomerId(row.getString("customer_id")),
                row.getString("kind"),
                status,
                Optional.ofNullable(row.getString("answer")),
                createdAt,
                leased.or(() -> moment(row, "claimed_at")),
                moment(row, "settled_at"),
                pending && leased.isEmpty() ? Optional.of(obstacle(row)) : Optional.empty());
    }

    /** When the lease on the customer's lane was taken, if a replica holds it now. */
    private Optional<Instant> leased(Row row) {
        return Optional.ofNullable(row.getString("lease"))
                .filter(lease ->
                        moment(row, "due_at").filter(clock.instant()::isBefore).isPresent())
                .map(Ids::time);
    }

    private String obstacle(Row row) {
        String destination = row.getString("destination");
        DeliveryGate gate = gates.of(destination);
        if (row.getBoolean("paused")) {
            return "Delivery is paused; POST /admin/deliveries/resume resumes it";
        }
        if (gate.refusal().isPresent()) {
            return "The destination " + destination + " refuses our requests; all deliveries are held: "
                    + gate.refusal().get();
        }
        if (gate.reason().isPresent()) {
            return "The circuit to " + destination + " is open; probes are sent: "
                    + gate.reason().get();
        }
        String ahead = row.getString("ahead");
        String answer = row.getString(ahead == null ? "answer" : "ahead_answer");
        String what = ahead == null ? "It" : "An earlier delivery of this customer, " + ahead + ",";
        if (answer != null) {
            return what + " is tried again"
                    + moment(row, "due_at").map(at -> " at " + at).orElse("") + ": " + answer;
        }
        return ahead == null ? "No replica has claimed it yet" : what + " has not been sent yet";
    }

    private static Optional<Instant> moment(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(at -> at.toInstant());
    }
}
