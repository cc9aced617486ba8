package dev.earshot.outbox.admin;

import dev.earshot.outbox.Destination;
import dev.earshot.outbox.Destinations;
import dev.earshot.outbox.dispatch.DeliveryGate;
import dev.earshot.outbox.dispatch.DeliveryGates;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** The current state of delivery to a destination: cheap enough to poll every other second, however much is pending. */
@Singleton
class DeliveryStatus {
    /** Counting ends here; a page says "more than". */
    private static final int MOST = 10_000;

    private static final String LOOK = """
            with owed as (
              select d.created_at, d.attempts, d.answer, coalesce(l.held, false) as waits
              from delivery d left join lane l using (customer_id, destination)
              where d.status = 'PENDING' and d.destination = $1 limit %1$d),
            failing as (select answer from owed where attempts > 0 and not waits order by created_at limit 1)
            select exists (select from paused_destination where destination = $1) as paused,
                   count(*) filter (where not waits) as owed, count(*) filter (where waits) as waiting,
                   count(*) filter (where attempts > 0 and not waits) as failing,
                   min(created_at) filter (where not waits) as oldest,
                   (select answer from failing) as answer,
                   (select count(*) from (
                     select from delivery where status = 'REJECTED' and destination = $1 limit %1$d) as r) as rejected
            from owed""".formatted(MOST);

    private final Pool pool;
    private final DeliveryGates gates;
    private final Destinations destinations;

    DeliveryStatus(Pool pool, DeliveryGates gates, Destinations destinations) {
        this.pool = pool;
        this.gates = gates;
        this.destinations = destinations;
    }

    /**
     * The state of delivery to a destination. Counts end at 10,000.
     *
     * @param destination its name
     * @param destinations the names of all
     * @param state {@code flowing}; {@code failing}: some deliveries fail and are retried; {@code resting}: the circuit
     *     breaker is open or half open; {@code held}: it refuses our credentials or quota; {@code paused}: an operator
     *     paused it
     * @param answer the destination's last answer, while failing or held
     * @param owed pending deliveries of known customers
     * @param waiting deliveries that wait for their customer to be identified
     * @param failing pending deliveries with failed attempts
     * @param rejected deliveries that the destination refused for good
     * @param oldestOwedAt when the oldest pending delivery was created
     */
    record View(
            String destination,
            List<String> destinations,
            String state,
            String answer,
            long owed,
            long waiting,
            long failing,
            long rejected,
            Instant oldestOwedAt) {}

    /** @param destination the primary one if empty */
    Uni<View> look(Optional<String> destination) {
        String name = destination.orElse(Destination.PRIMARY);
        return pool.preparedQuery(LOOK)
                .execute(Tuple.of(name))
                .map(rows -> view(name, rows.iterator().next()));
    }

    private View view(String name, Row row) {
        DeliveryGate gate = gates.of(name);
        long failing = row.getLong("failing");
        OffsetDateTime oldest = row.getOffsetDateTime("oldest");
        return new View(
                name,
                List.copyOf(destinations.names()),
                row.getBoolean("paused") ? "paused" : state(gate, failing),
                gate.reason().orElse(row.getString("answer")),
                row.getLong("owed"),
                row.getLong("waiting"),
                failing,
                row.getLong("rejected"),
                oldest == null ? null : oldest.toInstant());
    }

    private static String state(DeliveryGate gate, long failing) {
        if (gate.refusal().isPresent()) {
            return "held";
        }
        return gate.reason().isPresent() ? "resting" : failing > 0 ? "failing" : "flowing";
    }
}
