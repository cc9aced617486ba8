package dev.earshot.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import dev.earshot.customer.Consents;
import dev.earshot.customer.CustomerId;
import dev.earshot.signal.LateSignals;
import dev.earshot.signal.SignalBitmaps;
import dev.earshot.testing.Api;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.database.HeldRows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Opted-out customers get answers, and cause no events. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class ConsentTest extends Drained {
    @Inject
    SignalBitmaps bits;

    @Inject
    LateSignals late;

    @Inject
    Consents consents;

    @Test
    void opting_out_stops_events_and_profiles_and_drops_pending_deliveries() {
        Visit visit = Visit.anonymous();
        visit.does("search_items", "query", "tent").body("data.total", greaterThan(0));
        visit.does(
                "identify_customer",
                "customerId",
                customer,
                "profile",
                new JsonObject().put("name", "A"),
                "consent",
                false);
        visit.does("save_item", "itemId", "tent-1");

        drain();
        assertThat(netmera.calls()).isEmpty();
        assertThat(row("select count(*)::int as n from delivery").getInteger("n"))
                .isZero();
    }

    @Test
    void granting_again_starts_afresh() {
        Visit visit = Visit.of(customer);
        consent(false);
        visit.does("view_item", "itemId", "tent-1");
        consent(true);
        visit.does("save_item", "itemId", "tent-1");
        drain();

        assertThat(netmera.namesReceived(customer)).containsExactly("AIItemSaved");
    }

    @Test
    void what_came_to_be_owed_while_consent_was_being_denied_is_dropped_when_claimed() {
        Visit.of(customer);
        pool.preparedQuery("insert into denial (customer_id, at) values ($1, now())")
                .executeAndAwait(Tuple.of(customer));
        drain();

        assertThat(netmera.calls()).isEmpty();
        assertThat(row("select count(*)::int as n from delivery").getInteger("n"))
                .isZero();
    }

    @Test
    void others_are_told_of_as_ever() {
        consent(false);
        Visit.of(customer);
        Visit.of("other_" + customer);
        drain();

        assertThat(netmera.received()).hasSize(1);
    }

    @Test
    void opting_out_deletes_the_signals_of_that_customer_only() {
        shows(customer, "int_hiking");
        shows("other_" + customer, "int_hiking");
        consent(false);

        assertThat(signals(customer)).isZero();
        assertThat(signals("other_" + customer)).isEqualTo(1);
    }

    private void consent(boolean granted) {
        Api.admin()
                .body("{\"granted\":" + granted + "}")
                .put("/admin/customers/{id}/consent", customer)
                .then()
                .statusCode(200)
                .body("data.granted", is(granted));
    }

    @Test
    void what_was_shown_anonymously_does_not_move_in_after_a_denial() {
        Visit denies = hiker();
        denies.does("identify_customer", "customerId", customer, "consent", false);
        nothingIsKeptOf(customer);

        Visit again = hiker();
        again.does("identify_customer", "customerId", customer);
        nothingIsKeptOf(customer);
        again.does("search_items", "query", "hiking in california");
        nothingIsKeptOf(customer);
    }

    @Test
    void a_denial_given_anonymously_holds_for_what_the_customer_showed_before() {
        String other = "other_" + customer;
        shows(other, "int_dogs");
        Visit visit = hiker();
        String anonymous = visit.does("get_customer_context").extract().path("data.customer.customerId");
        Api.admin()
                .body("{\"granted\":false}")
                .put("/admin/customers/{id}/consent", anonymous)
                .then()
                .statusCode(200);
        visit.does("identify_customer", "customerId", other, "profile", new JsonObject().put("city", "Ankara"));

        nothingIsKeptOf(other);
        nothingIsKeptOf(anonymous);
    }

    @Test
    void consent_given_now_outweighs_an_earlier_anonymous_denial() {
        Visit visit = Visit.anonymous();
        String anonymous = visit.does("get_customer_context").extract().path("data.customer.customerId");
        Api.admin()
                .body("{\"granted\":false}")
                .put("/admin/customers/{id}/consent", anonymous)
                .then()
                .statusCode(200);
        visit.does("identify_customer", "customerId", customer, "consent", true);
        visit.does("save_item", "itemId", "tent-1");
        drain();

        assertThat(netmera.namesReceived(customer)).contains("AIItemSaved");
    }

    @Test
    void a_call_that_began_before_the_denial_leaves_no_signal() {
        Visit visit = Visit.of(customer);
        List<CompletableFuture<Void>> calls = new ArrayList<>();
        HeldRows.during(pool, "select from session where id = $1 for update", Tuple.of(visit.sessionId()), () -> {
            CompletableFuture<Void> call =
                    CompletableFuture.runAsync(() -> visit.does("search_items", "query", "hiking in california"));
            calls.add(call);
            await().atMost(Duration.ofSeconds(4)).until(() -> call.isDone() || aCallWaits());
            consent(false);
        });
        calls.get(0).join();
        assertThat(signals(customer)).as("seen too late by the call").isPositive();

        bits.upToDate().await().atMost(Duration.ofSeconds(10));
        assertThat(numbers(customer)).isZero();
        withdraw();
        nothingIsKeptOf(customer);
    }

    @Test
    void a_call_committed_while_a_denial_is_being_written_leaves_no_signal() {
        SqlConnection denier = pool.getConnectionAndAwait();
        Transaction denial = denier.beginAndAwait();
        try {
            consents.set(denier, new CustomerId(customer), false, Instant.now())
                    .await()
                    .atMost(Duration.ofSeconds(10));
            hiker(Visit.of(customer));
            bits.upToDate().await().atMost(Duration.ofSeconds(10));
            assertThat(numbers(customer)).isEqualTo(1);
            denial.commitAndAwait();
        } finally {
            // Undoes what was not committed.
            denier.closeAndAwait();
        }

        withdraw();
        nothingIsKeptOf(customer);
        assertThat(row("select count(*)::int as n from signal_change where customer_id = $1", customer)
                        .getInteger("n"))
                .isZero();
    }

    private static Visit hiker() {
        return hiker(Visit.anonymous());
    }

    private static Visit hiker(Visit visit) {
        visit.does("search_items", "query", "hiking in california");
        return visit;
    }

    /** As happens every few seconds. */
    private void withdraw() {
        late.withdrawNow().await().atMost(Duration.ofSeconds(10));
    }

    private boolean aCallWaits() {
        return row("select count(*)::int as n from pg_stat_activity where datname = current_database()"
                                + " and wait_event_type = 'Lock'")
                        .getInteger("n")
                > 0;
    }

    private int numbers(String whom) {
        return row("select count(*)::int as n from customer_number where customer_id = $1", whom)
                .getInteger("n");
    }

    private void nothingIsKeptOf(String whom) {
        bits.upToDate().await().atMost(Duration.ofSeconds(10));
        assertThat(signals(whom)).isZero();
        assertThat(numbers(whom)).isZero();
        assertThat(row("select count(*)::int as n from delivery where customer_id = $1 and status = 'PENDING'", whom)
                        .getInteger("n"))
                .isZero();
    }
}
