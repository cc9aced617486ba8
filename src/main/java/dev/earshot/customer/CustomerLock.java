package dev.earshot.customer;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Serialises transactions that identify or erase a customer or change consent: otherwise one could remove rows while
 * another adds more. Calls that only add to a session don't take it.
 */
public final class CustomerLock {
    private static final String TAKE = "select pg_advisory_xact_lock(hashtextextended($1, 7261))";

    private CustomerLock() {}

    /**
     * Takes the lock until the transaction ends. It comes before any row, so that no two transactions wait for each
     * other.
     */
    public static Uni<Void> take(SqlConnection transaction, CustomerId customer) {
        return transaction
                .preparedQuery(TAKE)
                .execute(Tuple.of(customer.value()))
                .replaceWithVoid();
    }
}
