package dev.earshot.customer;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;

/** A customer's opt-out. One given anonymously also holds for the known customer. */
@Singleton
class ConsentDenialRow extends CustomerTable {

    ConsentDenialRow() {
        super("denial", "customer_id");
    }

    @Override
    public Uni<Void> move(SqlConnection transaction, CustomerId from, CustomerId to, Instant now) {
        return transaction
                .preparedQuery("""
                        with gone as (delete from denial where customer_id = $1 returning at)
                        insert into denial (customer_id, at) select $2, at from gone on conflict do nothing""")
                .execute(Tuple.of(from.value(), to.value()))
                .replaceWithVoid();
    }
}
