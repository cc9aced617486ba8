package dev.earshot.signal;

import dev.earshot.customer.CustomerId;
import dev.earshot.customer.CustomerTable;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;

/** The signals that a customer has shown. Those of somebody who denies that others are told of them are forgotten. */
@Singleton
class ShownSignals extends CustomerTable {
    private static final String MOVE = """
            with gone as (delete from customer_signal where customer_id = $1 returning *)
            insert into customer_signal as known (customer_id, signal_id, strength, count, first_seen, last_seen, source)
            select $2, signal_id, strength, count, first_seen, last_seen, source from gone
            on conflict (customer_id, signal_id) do update set
              strength = greatest(known.strength, excluded.strength), count = known.count + excluded.count,
              first_seen = least(known.first_seen, excluded.first_seen),
              last_seen = greatest(known.last_seen, excluded.last_seen)""";

    ShownSignals() {
        super("customer_signal", "customer_id");
    }

    /** Where both have shown a signal, it has been shown as often as by the two together. */
    @Override
    public Uni<Void> move(SqlConnection transaction, CustomerId from, CustomerId to, Instant now) {
        return transaction
                .preparedQuery(MOVE)
                .execute(Tuple.of(from.value(), to.value()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> denied(SqlConnection transaction, CustomerId customer) {
        return transaction
                .preparedQuery("delete from customer_signal where customer_id = $1")
                .execute(Tuple.of(customer.value()))
                .replaceWithVoid();
    }
}
