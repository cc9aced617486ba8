package dev.earshot.customer;

import dev.earshot.http.PageCursor;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;

/**
 * What a package with customers' rows does when a customer changes, leaves or asks for data. Every bean of this type is
 * called in turn, changes within one transaction, so that no table is forgotten and no change is half-done.
 */
public interface CustomerData {

    /** What these rows are called in an export, such as {@code calls}. */
    String name();

    /** Whether calls write these rows before deliveries. What changes a customer does so too, or both would wait. */
    default boolean precedeDeliveries() {
        return false;
    }

    /** Moves all rows of one customer to another, when an anonymous visitor is identified. */
    Uni<Void> move(SqlConnection transaction, CustomerId from, CustomerId to, Instant now);

    /** Removes all that is held of a customer. */
    Uni<Void> erase(SqlConnection transaction, CustomerId customer, Instant now);

    /** All that is held of a customer. */
    Uni<List<JsonObject>> export(SqlClient client, CustomerId customer);

    /**
     * What these rows tell of a customer's history, in parts that each happened at one moment: the latest ones before a
     * place, in the order of {@link TimelineEntry}. Reads no more than the limit needs.
     */
    default Uni<List<TimelineEntry>> timeline(SqlClient client, CustomerId customer, PageCursor before, int limit) {
        return Uni.createFrom().item(List.of());
    }

    /** Removes what may no longer be used after the customer opted out. */
    default Uni<Void> denied(SqlConnection transaction, CustomerId customer) {
        return Uni.createFrom().voidItem();
    }

    /** The same of what a call left that was committed after the opt-out. */
    default Uni<Void> deniedLate(SqlConnection transaction, CustomerId customer) {
        return denied(transaction, customer);
    }

    /**
     * Removes rows without a retention time of their own, of anonymous customers whose last session is no longer kept.
     */
    default Uni<Void> forget(SqlConnection transaction, List<CustomerId> anonymous) {
        return Uni.createFrom().voidItem();
    }
}
