package dev.earshot.outbox.admin;

import dev.earshot.outbox.dispatch.DeliveryGate;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;

/** The current state of delivery: cheap enough to poll every other second, however much is pending. */
@Singleton
class DeliveryStatus {
    /** Counting ends here; a page says "more than". */
    private static final int MOST = 10_000;

    private static final String LOOK = """
            with owed as (
              select d.created_at, d.attempts, d.answer, coalesce(l.held, false) as waits
              from delivery d left join lane l using (customer_id) where d.status = 'PENDING' limit %1$d),
            failing as (select answer from owed where attempts > 0 and not waits order by created_at limit 1)
            select (select paused from delivery_control) as paused,
                   count(*) filter (where not waits) as owed, count(*) filter (where waits) as waiting,
                   count(*) filter (where attempts > 0 and not waits) as failing,
                   min(created_at) filter (where not waits) as oldest,
                   (select answer from failing) as answer,
                   (select count(*) from (select from delivery where status = 'REJECTED' limit %1$d) as r) as rejected
            from owed""".formatted(MOST);

    private final Pool pool;
    private final DeliveryGate gate;

    DeliveryStatus(Pool pool, DeliveryGate gate) {
        this.pool = pool;
        this.gate = gate;
    }

    /**
     * The state of delivery. Counts end at 10,000.
     *
     * @param state {@code flowing}; {@code failing}: some deliveries fail and are retried; {@code resting}: the circuit
     *     breaker is open or half open; {@code held}: Netmera refuses our key or quota; {@code paused}: an operator
     *     paused it
     * @param answer Netmera's last answer, while failing or held
     * @param owed pending deliveries of known customers
     * @param waiting deliveries that wait for their customer to be identified
     * @param failing pending deliveries with failed attempts
     * @param rejected deliveries that Netmera refused for good
     * @param oldestOwedAt when the oldest pending delivery was created
     */
    record View(
            String state, String answer, long owed, long waiting, long failing, long rejected, Instant oldestOwedAt) {}

    Uni<View> look() {
        return pool.preparedQuery(LOOK)
                .execute()
                .map(rows -> view(rows.iterator().next()));
    }

    private View view(Row row) {
        long failing = row.getLong("failing");
        OffsetDateTime oldest = row.getOffsetDateTime("oldest");
        return new View(
                row.getBoolean("paused") ? "paused" : state(failing),
                gate.reason().orElse(row.getString("answer")),
                row.getLong("owed"),
                row.getLong("waiting"),
                failing,
                row.getLong("rejected"),
                oldest == null ? null : oldest.toInstant());
    }

    private String state(long failing) {
        if (gate.refusal().isPresent()) {
            return "held";
        }
        return gate.reason().isPresent() ? "resting" : failing > 0 ? "failing" : "flowing";
    }
}
