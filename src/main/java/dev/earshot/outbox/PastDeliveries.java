package dev.earshot.outbox;

import dev.earshot.Perishable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Deliveries that were settled long ago, and the lanes of customers who are owed nothing and have none left. */
@Singleton
class PastDeliveries implements Perishable {
    private static final String EMPTY = """
            $1::timestamptz is not null and due_at is null and not held
            and not exists (select from delivery d where d.customer_id = lane.customer_id)""";

    private final OutboxConfig config;

    PastDeliveries(OutboxConfig config) {
        this.config = config;
    }

    @Override
    public List<Rows> past(Instant now) {
        return List.of(
                new Rows("delivery", "status <> 'OWED' and settled_at < $1", now.minus(config.keepSettled())),
                new Rows("lane", EMPTY, now));
    }
}
