package dev.earshot.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Api;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.Test;

/** Who denies consent gets answers, and nobody is told of them. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class ConsentTest extends Drained {

    @Test
    void denying_stops_events_and_profiles_from_then_on_and_what_was_owed() {
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
    void denying_forgets_the_signals_that_the_customer_has_shown_and_nobody_elses() {
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
}
