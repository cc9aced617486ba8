package dev.earshot.outbox;

import dev.earshot.http.PageCursor;
import dev.earshot.outbox.admin.DeliveryAdmin.Filter;
import dev.earshot.outbox.admin.DeliveryAdmin.Status;
import dev.earshot.outbox.admin.DeliveryPages;
import dev.earshot.testing.database.Explained;
import dev.earshot.testing.database.LargeDatabase;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What the lists of deliveries cost in the database over two million of them. Run by name only, see docs/benchmarks.md.
 */
class DeliveryListBench {
    private static final int DELIVERIES = Integer.getInteger("bench.deliveries", 2_000_000);

    private final Pool pool =
            LargeDatabase.of("deliveries_" + DELIVERIES, "select exists (select from lane)", filling());

    @Test
    void lists() {
        Explained least = Explained.of(pool, "select id from delivery where id = $1", Tuple.of("d77"));
        System.out.printf(
                "%n%d deliveries%n| list | ms | pages | rows | times a look-up by key |%n|---|---|---|---|---|%n",
                DELIVERIES);
        least.print("a look-up by key", least);
        Optional<String> none = Optional.empty();
        measure("all", new Filter(none, Optional.empty(), none, none, Optional.empty(), Optional.empty()), least);
        measure(
                "pending",
                new Filter(none, Optional.of(Status.PENDING), none, none, Optional.empty(), Optional.empty()),
                least);
        measure(
                "rejected",
                new Filter(none, Optional.of(Status.REJECTED), none, none, Optional.empty(), Optional.empty()),
                least);
        measure(
                "of a customer",
                new Filter(none, Optional.empty(), Optional.of("c77"), none, Optional.empty(), Optional.empty()),
                least);
        measure(
                "of a rare event",
                new Filter(none, Optional.empty(), none, Optional.of("rare"), Optional.empty(), Optional.empty()),
                least);
        Optional<Instant> longAgo = Optional.of(Instant.parse("2026-01-05T00:00:00Z"));
        measure("before a moment", new Filter(none, Optional.empty(), none, none, Optional.empty(), longAgo), least);
        Explained.of(pool, "select ctid from lane where " + DeliveryRetention.PART, Tuple.of(OffsetDateTime.now()))
                .print("lanes that retention looks at", least);
    }

    private void measure(String what, Filter filter, Explained least) {
        Explained.of(pool, DeliveryPages.sql(filter), DeliveryPages.values(filter, PageCursor.of(null), 40))
                .print(what, least);
    }

    private static List<String> filling() {
        return List.of(
                "truncate delivery, lane",
                """
                insert into delivery (customer_id, id, kind, event_id, body, status, created_at, settled_at)
                select 'c' || n %% 100000, 'd' || n, case when n %% 100000 = 0 then 'rare'
                  else 'ai_item_saved' end, 'evt_' || n,
                  '{"item_id": "tent-1", "item_type": "outdoor > tents"}',
                  case when n %% 1000 = 0 then 'REJECTED' when n > %1$d - 1000 then 'PENDING' else 'DELIVERED' end,
                  timestamptz '2026-01-01T00:00:00Z' + n * interval '1 second',
                  case when n > %1$d - 1000 then null else now() end
                    from generate_series(1, %1$d) n""".formatted(DELIVERIES),
                "insert into lane (customer_id, last_seq) select customer_id, max(seq) from delivery"
                        + " group by customer_id",
                "vacuum analyze delivery",
                "vacuum analyze lane");
    }
}
