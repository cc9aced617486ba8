package dev.earshot.audience.activation;

import dev.earshot.customer.CustomerId;
import dev.earshot.customer.CustomerTable;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;

/** On which side of a comparison customers are ({@link Holdout}). */
@Singleton
class TrialCustomerData extends CustomerTable {
    TrialCustomerData() {
        super("audience_trial", "customer_id");
    }

    /** An anonymous customer is on no side. */
    @Override
    public Uni<Void> move(SqlConnection transaction, CustomerId from, CustomerId to, Instant now) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> denied(SqlConnection transaction, CustomerId customer) {
        return transaction
                .preparedQuery("delete from audience_trial where customer_id = $1")
                .execute(Tuple.of(customer.value()))
                .replaceWithVoid();
    }
}
