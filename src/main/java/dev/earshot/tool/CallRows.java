package dev.earshot.tool;

import dev.earshot.customer.CustomerData;
import dev.earshot.customer.CustomerId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;

/** The calls of a customer, when the customer changes. */
@Singleton
class CallRows implements CustomerData {

    @Override
    public Uni<Void> move(SqlConnection transaction, CustomerId from, CustomerId to, Instant now) {
        return transaction
                .preparedQuery("update call set customer_id = $2 where customer_id = $1")
                .execute(Tuple.of(from.value(), to.value()))
                .replaceWithVoid();
    }
}
