package dev.earshot.customer;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;

/** The sessions of a customer. */
@Singleton
class SessionRows extends CustomerTable {

    SessionRows() {
        super("session", "customer_id");
    }

    @Override
    public Uni<Void> move(SqlConnection transaction, CustomerId from, CustomerId to, Instant now) {
        return transaction
                .preparedQuery("update session set customer_id = $2, anonymous = $3 where customer_id = $1")
                .execute(Tuple.of(from.value(), to.value(), to.isAnonymous()))
                .replaceWithVoid();
    }
}
