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
 * <p>A removed customer loses the number here, before the rows of audiences: planning an audience locks the numbers of
 * its members first, and then those rows. Events come before, which are found by the number; deliveries come behind,
 * since calls write signals before them.
 */
@Singleton
@Priority(2)
public class SignalCustomerData extends CustomerTable {
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

    public SignalCustomerData() {
        super("customer_signal", "customer_id");
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

    /** Removing signals then leaves no change, which would be found again. */
    @Override
    public Uni<Void> deniedLate(SqlConnection transaction, CustomerId customer) {
        return forget(transaction, List.of(customer));
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
