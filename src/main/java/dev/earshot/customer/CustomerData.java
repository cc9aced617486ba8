package dev.earshot.customer;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;

/**
 * What a package that keeps rows of a customer does with them when the customer changes, leaves or asks. Every bean of this type is asked in
 * turn, changes within one transaction, so that no table is forgotten and nothing is half-done.
 */
public interface CustomerData {

    /** What these rows are called in an export, such as {@code calls}. */
    String name();

    /** Gives all that belongs to one customer to another, as when an anonymous visitor says who they are. */
    Uni<Void> move(SqlConnection transaction, CustomerId from, CustomerId to, Instant now);

    /** Removes all that is held of a customer. */
    Uni<Void> erase(SqlConnection transaction, CustomerId customer, Instant now);

    /** All that is held of a customer. */
    Uni<List<JsonObject>> export(SqlClient client, CustomerId customer);

    /** Removes what may no longer be used once a customer has denied that anybody is told of them. */
    default Uni<Void> denied(SqlConnection transaction, CustomerId customer) {
        return Uni.createFrom().voidItem();
    }

    /** Removes what has no time of its own to stay, of anonymous customers whose last visit is not kept any longer. */
    default Uni<Void> forget(SqlConnection transaction, List<CustomerId> anonymous) {
        return Uni.createFrom().voidItem();
    }
}
