package dev.earshot.outbox;

import dev.earshot.customer.CustomerData;
import dev.earshot.customer.CustomerId;
import dev.earshot.customer.Departure;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** What is owed of a customer, when an anonymous one turns out to be known, or leaves without a name. */
@Singleton
class DeliveryRows implements CustomerData, Departure {
    /** They join the end of the known customer's lane, in the order they had. */
    private static final String MOVE_OWED = """
            with renumbered as (
              select seq, nextval('delivery_seq') as place
              from (select seq from delivery where customer_id = $1 and status = 'OWED' order by seq) owed)
            update delivery d set customer_id = $2, seq = r.place
            from renumbered r where d.customer_id = $1 and d.seq = r.seq""";

    private static final String MOVE_SETTLED = "update delivery set customer_id = $2 where customer_id = $1";

    private static final String MOVE_LANE = """
            with gone as (delete from lane where customer_id = $1)
            insert into lane (customer_id, last_seq, due_at)
            select $2, max(seq), $3 from delivery where customer_id = $2 and status = 'OWED' having count(*) > 0
            on conflict (customer_id) do update set
              last_seq = greatest(lane.last_seq, excluded.last_seq), due_at = coalesce(lane.due_at, excluded.due_at)""";

    private static final String RELEASE =
            "update lane set held = false, due_at = $2 where held and customer_id = any($1)";

    private static final String DROP = """
            with gone as (delete from lane where held and customer_id = any($1) returning customer_id)
            delete from delivery d using gone where d.customer_id = gone.customer_id and d.status = 'OWED'""";

    private final OutboxConfig config;
    private final MeterRegistry meters;
    private final Recorder recorder;

    DeliveryRows(OutboxConfig config, MeterRegistry meters, Recorder recorder) {
        this.config = config;
        this.meters = meters;
        this.recorder = recorder;
    }

    @Override
    public Uni<Void> move(SqlConnection transaction, CustomerId from, CustomerId to, Instant now) {
        Tuple both = Tuple.of(from.value(), to.value());
        Tuple bothNow = Tuple.of(from.value(), to.value(), now.atOffset(ZoneOffset.UTC));
        return transaction
                .preparedQuery(MOVE_OWED)
                .execute(both)
                .chain(() -> transaction.preparedQuery(MOVE_SETTLED).execute(both))
                .chain(() -> transaction.preparedQuery(MOVE_LANE).execute(bothNow))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> left(SqlConnection transaction, List<CustomerId> anonymous, Instant now) {
        String[] customers = anonymous.stream().map(CustomerId::value).toArray(String[]::new);
        return switch (config.anonymous()) {
            case SEND ->
                transaction
                        .preparedQuery(RELEASE)
                        .execute(Tuple.of(customers, now.atOffset(ZoneOffset.UTC)))
                        .invoke(recorder::committed)
                        .replaceWithVoid();
            case DROP ->
                transaction
                        .preparedQuery(DROP)
                        .execute(Tuple.of((Object) customers))
                        .invoke(gone -> meters.counter("earshot.deliveries.dropped", "reason", "anonymous")
                                .increment(gone.rowCount()))
                        .replaceWithVoid();
        };
    }
}
