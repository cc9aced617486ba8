package dev.earshot.customer;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;

/**
 * What a package that keeps rows of a customer does with them when the customer changes. Every bean of this type is asked in turn, within one
 * transaction, so that no table is forgotten and nothing is half-moved.
 */
public interface CustomerData {

    /** Gives all that belongs to one customer to another, as when an anonymous visitor says who they are. */
    Uni<Void> move(SqlConnection transaction, CustomerId from, CustomerId to, Instant now);
}
