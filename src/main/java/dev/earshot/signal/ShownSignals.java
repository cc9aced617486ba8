package dev.earshot.signal;

import dev.earshot.customer.CustomerId;
import dev.earshot.customer.CustomerTable;
import dev.earshot.customer.TimelineEntry;
import dev.earshot.http.PageCursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/**
 * The signals that customers have shown. Opting out deletes them.
 *
 * <p>A statement that stores a call's signals with everything else appends {@link #SHOW}.
 *
 * <p>A removed customer loses the number here, before the rows of audiences: planning an audience locks the numbers of
 * its members first, and then those rows. Events come before, which are found by the number; deliveries come behind,
 * since calls write signals before them.
 */
@Singleton
@Priority(2)
public class ShownSignals extends CustomerTable {
    /**
     * Common table expressions that enter the rows of another, {@code showing(customer_id, signal_id, strength, source,
     * at)}. All transactions enter them in one order, so that none waits for another in a circle. Signals from
     * Insightarc and profiles recur with every call and count once a day. The first time on each day is noted for
     * {@link SignalBitmaps}.
     */
    public static final String SHOW = """
            told as (
              select customer_id, signal_id, max(strength) as strength, max(at) as at, min(source)
                filter (where act) as act,
                min(source) as source, greatest(count(*) filter (where act), 1) as times
              from (select customer_id, signal_id, strength, source, at, source not in ('insight', 'profile') as act
                from showing) as each group by customer_id, signal_id),
            shown as (
              insert into customer_signal as known (customer_id, signal_id, strength, count, first_seen, last_seen,
                source)
              select customer_id, signal_id, strength, times, at, at, coalesce(act, source) from told
                order by customer_id, signal_id
              on conflict (customer_id, signal_id) do update set
                strength = greatest(known.strength, excluded.strength), count = known.count + excluded.count,
                last_seen = greatest(known.last_seen, excluded.last_seen), source = excluded.source,
                seen_before = known.last_seen
              where excluded.source not in ('insight', 'profile')
                or known.last_seen < excluded.last_seen - interval '1 day'
              returning customer_id, signal_id, last_seen, seen_before),
            noted as (
              insert into signal_change (customer_id, signal_id)
              select customer_id, signal_id from shown
              where (seen_before at time zone 'UTC')::date is distinct from (last_seen at time zone 'UTC')::date)""";

    private static final String MOVE = """
            with moved as (
              insert into customer_signal as known (customer_id, signal_id, strength, count, first_seen, last_seen,
                source)
              select $2, signal_id, strength, count, first_seen, last_seen, source
              from customer_signal where customer_id = $1 order by signal_id
              on conflict (customer_id, signal_id) do update set
                strength = greatest(known.strength, excluded.strength), count = known.count + excluded.count,
                first_seen = least(known.first_seen, excluded.first_seen),
                last_seen = greatest(known.last_seen, excluded.last_seen)
              returning customer_id, signal_id)
            insert into signal_change (customer_id, signal_id) select customer_id, signal_id from moved""";

    /**
     * Rows are locked in the order in which calls write them. The bits of a number without a customer are cleared
     * before they are read.
     */
    private static final List<String> FORGET = List.of(
            "select from customer_signal where customer_id = any($1) order by customer_id, signal_id for update",
            "delete from signal_change where customer_id = any($1)",
            "delete from customer_signal where customer_id = any($1)",
            "update customer_number set customer_id = null where customer_id = any($1)");

    /** No signal has an empty id. */
    private static final String DENIED = "insert into signal_change (customer_id, signal_id) values ($1, '')";

    private static final String ENTRIES = """
            select last_seen as at, 'e' || signal_id as key, 'signal' as type, signal_id as id, null as session_id,
              jsonb_build_object('source', source, 'strength', strength, 'count', count, 'firstSeen', first_seen,
                'lastSeen', last_seen) as details
            from customer_signal where customer_id = $1""";

    public ShownSignals() {
        super("customer_signal", "customer_id");
    }

    /** Adds what is shown to a statement's parameters, as three arrays: signal ids, strengths, sources. */
    public static Tuple add(Tuple row, List<ShownSignal> shown) {
        return row.addArrayOfString(shown.stream().map(ShownSignal::signalId).toArray(String[]::new))
                .addArrayOfFloat(
                        shown.stream().map(signal -> (float) signal.strength()).toArray(Float[]::new))
                .addArrayOfString(
                        shown.stream().map(signal -> signal.source().wireName()).toArray(String[]::new));
    }

    @Override
    public boolean precedeDeliveries() {
        return true;
    }

    /** A signal that both have shown counts as often as by the two together. */
    @Override
    public Uni<Void> move(SqlConnection transaction, CustomerId from, CustomerId to, Instant now) {
        return run(transaction, MOVE, Tuple.of(from.value(), to.value()))
                .chain(() -> forget(transaction, List.of(from)));
    }

    @Override
    public Uni<Void> erase(SqlConnection transaction, CustomerId customer, Instant now) {
        return forget(transaction, List.of(customer));
    }

    @Override
    public Uni<List<TimelineEntry>> timeline(SqlClient client, CustomerId customer, PageCursor before, int limit) {
        return timeline(client, ENTRIES, customer, before, limit);
    }

    /** A change stays, by which {@link LateSignals} looks once more when the opt-out has been committed. */
    @Override
    public Uni<Void> denied(SqlConnection transaction, CustomerId customer) {
        return forget(transaction, List.of(customer)).chain(() -> run(transaction, DENIED, Tuple.of(customer.value())));
    }

    @Override
    public Uni<Void> forget(SqlConnection transaction, List<CustomerId> customers) {
        Tuple ids = Tuple.of((Object) customers.stream().map(CustomerId::value).toArray(String[]::new));
        Uni<Void> forgotten = Uni.createFrom().voidItem();
        for (String statement : FORGET) {
            forgotten = forgotten.chain(() -> run(transaction, statement, ids));
        }
        return forgotten;
    }

    private static Uni<Void> run(SqlConnection transaction, String statement, Tuple values) {
        return transaction.preparedQuery(statement).execute(values).replaceWithVoid();
    }
}
