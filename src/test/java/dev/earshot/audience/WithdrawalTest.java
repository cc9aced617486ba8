package dev.earshot.audience;

import static dev.earshot.audience.Hikers.HIKERS;
import static dev.earshot.audience.Hikers.customers;
import static dev.earshot.audience.Hikers.made;
import static dev.earshot.testing.database.StoredSignals.show;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.audience.activation.Activation.Act;
import dev.earshot.audience.activation.ActivationPlanner;
import dev.earshot.audience.activation.ActivationRows;
import dev.earshot.audience.activation.ActivationWorker;
import dev.earshot.audience.sizing.Member;
import dev.earshot.customer.Consents;
import dev.earshot.customer.CustomerData;
import dev.earshot.customer.CustomerId;
import dev.earshot.outbox.dispatch.Dispatcher;
import dev.earshot.testing.Api;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.database.Rows;
import dev.earshot.testing.database.StoredSignals;
import dev.earshot.testing.stub.NetmeraStub;
import io.quarkus.arc.All;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Customers that are erased or opt out while an activation is being planned. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class WithdrawalTest {
    private static final String ACTIVATION =
            "select v.*, a.tag, a.holdout from activation v join audience a on a.id = v.audience_id"
                    + " where v.id = 'act_1'";
    private static final String WAITING =
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

    NetmeraStub netmera;

    @Inject
    Pool pool;

    @Inject
    Dispatcher dispatcher;

    @Inject
    ActivationWorker worker;

    @Inject
    ActivationRows activations;

    @Inject
    ActivationPlanner planning;

    @Inject
    Consents consents;

    @Inject
    @All
    List<CustomerData> data;

    private SqlConnection planner;
    private Transaction transaction;
    private Row activation;

    /** As a replica does it, but step by step: no other replica sees the activation before it is planned. */
    @BeforeEach
    void anActivationIsBeingPlanned() {
        StoredSignals.forgetAll(pool);
        netmera.reset();
        String id = made("ann", "Hikers", HIKERS);
        show(pool, customers("user_", 3), "loc_ca", "int_hiking");
        planner = pool.getConnectionAndAwait();
        transaction = planner.beginAndAwait();
        activations
                .lock(planner, "ann", id)
                .chain(audience ->
                        activations.begin(planner, "act_1", audience.orElseThrow(), Act.ACTIVATE, "ann", Instant.now()))
                .await()
                .atMost(ofSeconds(10));
        activation = planner.query(ACTIVATION).executeAndAwait().iterator().next();
    }

    @AfterEach
    void end() {
        transaction.rollback().onFailure().recoverWithNull().await().atMost(ofSeconds(10));
        planner.closeAndAwait();
    }

    @Test
    void a_customer_erased_after_the_members_were_read_is_not_tagged() {
        List<Member> page = page();
        Api.admin().delete("/admin/customers/user_1").then().statusCode(204);
        compare(page).join();
        settle();

        assertThat(netmera.idsTaken("tagUsers")).containsExactlyInAnyOrder("user_0", "user_2");
        assertThat(Rows.number(pool, "select count(*) from audience_member where customer_id = 'user_1'"))
                .isZero();
    }

    @Test
    void a_denial_that_is_being_written_is_waited_for() {
        List<Member> page = page();
        SqlConnection customer = pool.getConnectionAndAwait();
        Transaction denial = customer.beginAndAwait();
        consents.set(customer, new CustomerId("user_1"), false, Instant.now())
                .await()
                .atMost(ofSeconds(10));
        CompletableFuture<Void> compared = compare(page);
        await().atMost(ofSeconds(4)).until(() -> compared.isDone() || somebodyWaits());
        denial.commitAndAwait();
        customer.closeAndAwait();
        compared.join();
        settle();

        assertThat(netmera.idsTaken("tagUsers")).containsExactlyInAnyOrder("user_0", "user_2");
    }

    @Test
    void a_denial_waits_for_the_plan_that_is_being_written_and_takes_the_customer_out_of_it() {
        compare(page()).join();
        CompletableFuture<Void> denied = CompletableFuture.runAsync(() -> Api.admin()
                .body("{\"granted\":false}")
                .put("/admin/customers/user_1/consent")
                .then()
                .statusCode(200));
        await().atMost(ofSeconds(4)).until(() -> denied.isDone() || somebodyWaits());
        transaction.commitAndAwait();
        denied.join();
        settle();

        assertThat(netmera.tagged(tag())).containsExactly("user_0", "user_2");
    }

    @Test
    void a_customer_renumbered_after_the_members_were_read_is_tagged_all_the_same() {
        List<Member> page = page();
        pool.query("update customer_number set customer_id = null where customer_id = 'user_2'")
                .executeAndAwait();
        pool.query("insert into signal_change select customer_id, signal_id from customer_signal"
                        + " where customer_id = 'user_2'")
                .executeAndAwait();
        compare(page).join();
        settle();

        assertThat(netmera.tagged(tag())).containsExactly("user_0", "user_1", "user_2");
    }

    /** Else a denial could hold a member that the plan waits for, and wait for the number that the plan holds. */
    @Test
    void a_customer_is_forgotten_in_the_order_in_which_a_plan_locks() {
        assertThat(data).extracting(CustomerData::name).containsSubsequence("customer_signal", "audience_member");
    }

    private List<Member> page() {
        return planning.nextPage(activation).await().atMost(ofSeconds(10));
    }

    private CompletableFuture<Void> compare(List<Member> page) {
        return planning.compare(planner, activation, page).subscribeAsCompletionStage();
    }

    private boolean somebodyWaits() {
        return Rows.number(pool, WAITING) > 0;
    }

    private String tag() {
        return activation.getString("tag");
    }

    /** Commits the plan, and plans and sends until nothing moves any more. */
    private void settle() {
        transaction.commit().onFailure().recoverWithNull().await().atMost(ofSeconds(10));
        do {
            worker.advance().await().atMost(ofSeconds(20));
        } while (dispatcher.drain().await().atMost(ofSeconds(20)) > 0);
    }
}
