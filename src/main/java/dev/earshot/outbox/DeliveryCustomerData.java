package dev.earshot.outbox;

import dev.earshot.customer.AnonymousDepartureListener;
import dev.earshot.customer.CustomerId;
import dev.earshot.customer.CustomerTable;
import dev.earshot.customer.TimelineEntry;
import dev.earshot.http.PageCursor;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A customer's pending deliveries, when an anonymous customer is identified or leaves unidentified.
 *
 * <p>It comes behind signals, which calls write first, and before all other rows: settling locks deliveries first, and
 * then what others keep of them.
 */
@Singleton
@Priority(1)
class DeliveryCustomerData extends CustomerTable implements AnonymousDepartureListener {
    /** First of all: settling locks lanes before other rows. */
    private static final String LOCK_LANES =
            "select from lane where customer_id = any($1) order by customer_id, destination for update";

    /** They join the end of the known customer's lane, in their order. */
    private static final String MOVE_PENDING = """
            with renumbered as (
              select seq, nextval('delivery_seq') as place
              from (select seq from delivery where customer_id = $1 and status = 'PENDING' order by seq) pending)
            update delivery d set customer_id = $2, seq = r.place
            from renumbered r where d.customer_id = $1 and d.seq = r.seq""";

    private static final String MOVE_SETTLED = "update delivery set customer_id = $2 where customer_id = $1";

    private static final String MOVE_LANE = """
            with gone as (delete from lane where customer_id = $1)
            insert into lane (customer_id, destination, last_seq, due_at)
            select $2, destination, max(seq), $3 from delivery where customer_id = $2 and status = 'PENDING'
            group by destination order by destination
            """ + OutboxWriter.KNOWN_LANE;

    private static final String HELD = """
            with waiting as (
              select customer_id, destination from lane where held and customer_id = any($1)
              order by customer_id, destination for update)""";

    private static final String RELEASE = HELD + """
             update lane l set held = false, due_at = $2 from waiting
             where l.customer_id = waiting.customer_id and l.destination = waiting.destination""";

    private static final String DROP = HELD + """
            , gone as (
              delete from lane l using waiting
              where l.customer_id = waiting.customer_id and l.destination = waiting.destination
              returning l.customer_id, l.destination)
            delete from delivery d using gone
            where d.customer_id = gone.customer_id and d.destination = gone.destination and d.status = 'PENDING'""";

    private static final String DROP_PENDING =
            "delete from delivery where customer_id = $1 and status = 'PENDING' and kind <> 'erase'";

    private static final String TAKE_OUT = """
            update delivery set body = jsonb_set(body, '{customers}', (body -> 'customers') - $1::text)
            where kind in ('tag', 'untag') and body -> 'customers' ? $1""";

    private static final String TAKE_OUT_TAGS = TAKE_OUT + " and kind = 'tag' and status = 'PENDING'";

    /** A profile's content is never shown. An event is shown as often as it is sent: a replay names what it repeats. */
    private static final String ENTRIES = """
            select created_at as at, 'd' || id as key, case when kind = 'profile' then 'profile' else 'event' end as type,
              id, session_id,
              jsonb_build_object('event', kind, 'destination', destination, 'eventId', event_id, 'status', status,
                'attempts', attempts,
                'answer', answer, 'settledAt', settled_at, 'replayOf', replay_of,
                'parameters', case when kind <> 'profile' then body end) as details
            from delivery where customer_id = $1 and kind <> 'erase'""";

    private final OutboxConfig config;
    private final MeterRegistry meters;
    private final OutboxWriter outbox;

    DeliveryCustomerData(OutboxConfig config, MeterRegistry meters, OutboxWriter outbox) {
        super("delivery", "customer_id");
        this.config = config;
        this.meters = meters;
        this.outbox = outbox;
    }

    @Override
    public Uni<Void> move(SqlConnection transaction, CustomerId from, CustomerId to, Instant now) {
        Tuple both = Tuple.of(from.value(), to.value());
        Tuple bothNow = Tuple.of(from.value(), to.value(), now.atOffset(ZoneOffset.UTC));
        return lock(transaction, from, to)
                .chain(() -> transaction.preparedQuery(MOVE_PENDING).execute(both))
                .chain(() -> transaction.preparedQuery(MOVE_SETTLED).execute(both))
                .chain(() -> transaction.preparedQuery(MOVE_LANE).execute(bothNow))
                .replaceWithVoid();
    }

    /**
     * Lanes stay: a replica may be sending from one at this moment, and the erasure must come after that. Once a
     * destination has carried it out, both are deleted.
     */
    @Override
    public Uni<Void> erase(SqlConnection transaction, CustomerId customer, Instant now) {
        return lock(transaction, customer)
                .chain(() -> super.erase(transaction, customer, now))
                .chain(() -> transaction.preparedQuery(TAKE_OUT).execute(Tuple.of(customer.value())))
                .chain(() -> outbox.record(transaction, customer, null, List.of(NewDelivery.erasure(now)), now))
                .chain(() -> transaction.preparedQuery(RELEASE).execute(all(List.of(customer), now)))
                .invoke(() -> outbox.committedWith(transaction))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<TimelineEntry>> timeline(SqlClient client, CustomerId customer, PageCursor before, int limit) {
        return timeline(client, ENTRIES, customer, before, limit);
    }

    @Override
    public Uni<Void> denied(SqlConnection transaction, CustomerId customer) {
        return lock(transaction, customer)
                .chain(() -> transaction.preparedQuery(DROP_PENDING).execute(Tuple.of(customer.value())))
                .invoke(gone -> dropped("denied", gone.rowCount()))
                .chain(() -> transaction.preparedQuery(TAKE_OUT_TAGS).execute(Tuple.of(customer.value())))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> left(SqlConnection transaction, List<CustomerId> anonymous, Instant now) {
        return switch (config.anonymous()) {
            case SEND ->
                transaction
                        .preparedQuery(RELEASE)
                        .execute(all(anonymous, now))
                        .invoke(() -> outbox.committedWith(transaction))
                        .replaceWithVoid();
            case DROP ->
                transaction
                        .preparedQuery(DROP)
                        .execute(Tuple.of((Object) values(anonymous)))
                        .invoke(gone -> dropped("anonymous", gone.rowCount()))
                        .replaceWithVoid();
        };
    }

    private static Uni<Void> lock(SqlConnection transaction, CustomerId... customers) {
        return transaction
                .preparedQuery(LOCK_LANES)
                .execute(Tuple.of((Object) values(List.of(customers))))
                .replaceWithVoid();
    }

    private void dropped(String reason, int count) {
        meters.counter("earshot.deliveries.dropped", "reason", reason).increment(count);
    }

    private static Tuple all(List<CustomerId> customers, Instant now) {
        return Tuple.of(values(customers), now.atOffset(ZoneOffset.UTC));
    }

    private static String[] values(List<CustomerId> customers) {
        return customers.stream().map(CustomerId::value).toArray(String[]::new);
    }
}
