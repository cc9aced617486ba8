package dev.earshot.outbox;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Api;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.database.Rows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A customer is erased, opts out or is found to be an anonymous visitor while the same customer calls: both wait for
 * the same rows in the same order, so neither fails.
 */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class CallsBesideChangesTest extends Drained {
    private static final String WAITING = """
            select count(*) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'""";

    private final ExecutorService others = Executors.newFixedThreadPool(2);
    private SqlConnection holder;

    @BeforeEach
    void connect() {
        holder = pool.getConnectionAndAwait();
    }

    @AfterEach
    void close() {
        holder.closeAndAwait();
        others.shutdownNow();
    }

    @Test
    void a_customer_can_be_erased_during_a_call() {
        besideACall(() -> Api.admin().delete("/admin/customers/{id}", customer).then())
                .statusCode(204);
    }

    @Test
    void a_customer_can_opt_out_during_a_call() {
        besideACall(() -> Api.admin()
                        .body("{\"granted\":false}")
                        .put("/admin/customers/{id}/consent", customer)
                        .then())
                .statusCode(200);
    }

    @Test
    void a_visitor_can_be_identified_during_a_call_of_the_same_customer() {
        Visit visitor = Visit.anonymous();
        visitor.does("search_items", "query", "hiking");
        besideACall(() -> visitor.call("identify_customer", "customerId", customer))
                .statusCode(200)
                .body("data.customer.customerId", is(customer));
    }

    /** Both wait for a row that a call writes before its deliveries; the call goes on first. */
    private ValidatableResponse besideACall(Supplier<ValidatableResponse> change) {
        Visit visit = Visit.of(customer);
        visit.does("search_items", "query", "hiking");
        Transaction held = holder.beginAndAwait();
        holder.preparedQuery("select from customer_signal where customer_id = $1 for update")
                .executeAndAwait(Tuple.of(customer));

        CompletableFuture<?> call =
                CompletableFuture.runAsync(() -> visit.does("search_items", "query", "hiking boots"), others);
        await().until(() -> Rows.number(pool, WAITING) == 1);
        CompletableFuture<ValidatableResponse> changed = CompletableFuture.supplyAsync(change, others);
        await().until(() -> Rows.number(pool, WAITING) == 2);
        held.rollbackAndAwait();
        call.join();
        return changed.join();
    }
}
