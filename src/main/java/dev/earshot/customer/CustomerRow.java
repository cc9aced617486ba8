package dev.earshot.customer;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Instant;

/** A customer's own row, with the profile. An anonymous one has none. */
@Singleton
class CustomerRow extends CustomerTable {

    CustomerRow() {
        super("customer", "id");
    }

    @Override
    public Uni<Void> move(SqlConnection transaction, CustomerId from, CustomerId to, Instant now) {
        return Uni.createFrom().voidItem();
    }
}
