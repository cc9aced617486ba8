package dev.earshot.outbox;

import dev.earshot.customer.CustomerId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/**
 * The only way into the outbox: writes deliveries in the transaction of their cause.
 *
 * <p>A caller with a transaction uses {@link #record}; a caller with one single statement appends {@link #STORE} to it.
 * Either calls {@link #committed()} afterwards, so that the dispatcher need not wait for its next poll.
 */
@Singleton
public class OutboxWriter {
    /**
     * The lane's {@code last_seq} is drawn here, where its row is locked, and not taken from the deliveries: those
     * numbers were drawn before others waited for that lock and committed, and a holder of the lane's lease must notice
     * the addition.
     */
    static final String KNOWN_LANE = """
            on conflict (customer_id, destination) do update set
                last_seq = nextval('delivery_seq'),
                due_at = case when lane.held then null else coalesce(lane.due_at, excluded.due_at) end""";

    /**
     * For the primary destination; {@link #routed} puts the form for all destinations in its place.
     *
     * <p>Two common table expressions that enter the rows of a third, {@code new_delivery(customer_id, anonymous,
     * session_id, id, event_id, kind, body, traceparent, at, position)}, in the order of {@code position}. A known
     * customer's lane becomes due; an anonymous one's is held.
     */
    public static final String STORE = """
            stored_delivery as (
              insert into delivery (customer_id, session_id, id, event_id, kind, body, traceparent, created_at)
              select customer_id, session_id, id, event_id, kind, body::jsonb, traceparent, at from new_delivery
                order by position
              returning customer_id, id, seq),
            laned as (
              insert into lane (customer_id, last_seq, held, due_at)
              select customer_id, max(seq), bool_or(anonymous), case when bool_or(anonymous) then null else max(at) end
              from stored_delivery join new_delivery using (customer_id, id) group by customer_id order by customer_id
              %s)""".formatted(KNOWN_LANE);

    private static final String RECORD = """
            with new_delivery as (
              select $1 as customer_id, $2::boolean as anonymous, $3 as session_id, $4::timestamptz as at,
                o.id, o.event_id, o.kind, o.body, o.traceparent, o.position
              from unnest($5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
                with ordinality as o(id, event_id, kind, body, traceparent, position)),
            %s
            select count(*) from stored_delivery""".formatted(STORE);

    private static final String RECORD_COLLECTIVE = """
            with stored_delivery as (
              insert into delivery (customer_id, id, event_id, kind, body, traceparent, created_at)
              select $1, o.id, o.event_id, o.kind, o.body::jsonb, o.traceparent, $2::timestamptz
              from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
                with ordinality as o(id, event_id, kind, body, traceparent, position) order by o.position
              returning customer_id, seq)
            insert into lane (customer_id, last_seq, collective, due_at)
            select customer_id, max(seq), true, $2::timestamptz from stored_delivery group by customer_id
            """ + KNOWN_LANE;

    private final DispatchTriggers triggers;
    private final DeliveryRoutes routes;
    private final String record;

    OutboxWriter(DispatchTriggers triggers, DeliveryRoutes routes) {
        this.triggers = triggers;
        this.routes = routes;
        this.record = routed(RECORD);
    }

    /** A statement that holds {@link #STORE}, with its form for all destinations; the same if there is only one. */
    public String routed(String statement) {
        return routes.apply(statement);
    }

    public Uni<Void> record(
            SqlConnection transaction,
            CustomerId customer,
            String sessionId,
            List<NewDelivery> deliveries,
            Instant now) {
        if (deliveries.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple row = Tuple.of(customer.value(), customer.isAnonymous(), sessionId, now.atOffset(ZoneOffset.UTC));
        return transaction.preparedQuery(record).execute(add(row, deliveries)).replaceWithVoid();
    }

    /**
     * Writes deliveries about many customers at once, in a lane of its own: in order among themselves, apart from each
     * customer's other deliveries, so that neither delays the other.
     *
     * @param lane a name that no customer has
     */
    public Uni<Void> recordCollective(
            SqlConnection transaction, String lane, List<NewDelivery> deliveries, Instant now) {
        Tuple row = Tuple.of(lane, now.atOffset(ZoneOffset.UTC));
        return transaction
                .preparedQuery(RECORD_COLLECTIVE)
                .execute(add(row, deliveries))
                .replaceWithVoid();
    }

    /** Adds deliveries to a statement's parameters, as five arrays: ids, event ids, kinds, bodies, traces. */
    public static Tuple add(Tuple row, List<NewDelivery> deliveries) {
        return row.addArrayOfString(texts(deliveries, NewDelivery::id))
                .addArrayOfString(texts(deliveries, NewDelivery::eventId))
                .addArrayOfString(texts(deliveries, NewDelivery::kind))
                .addArrayOfString(texts(deliveries, one -> one.body().encode()))
                .addArrayOfString(texts(deliveries, one -> one.traceparent().orElse(null)));
    }

    /**
     * The common table expression that makes the lanes of rows {@code (customer_id, destination, seq)} due at a moment,
     * if they are not already.
     */
    public static String due(String rows, String at) {
        return """
            laned as (
              insert into lane (customer_id, destination, last_seq, due_at)
              select customer_id, destination, max(seq), %s from %s
              group by customer_id, destination order by customer_id, destination
              %s)""".formatted(at, rows, KNOWN_LANE);
    }

    /** Reports that recorded deliveries are committed and can leave. */
    public void committed() {
        triggers.committed();
    }

    /** The same for deliveries recorded in a transaction that a caller commits, once it is committed. */
    public void committedWith(SqlConnection transaction) {
        transaction.transaction().completion().subscribe().with(committed -> committed(), undone -> {});
    }

    private static String[] texts(List<NewDelivery> deliveries, Function<NewDelivery, String> text) {
        return deliveries.stream().map(text).toArray(String[]::new);
    }
}
