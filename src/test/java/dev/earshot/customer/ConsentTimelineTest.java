package dev.earshot.customer;

import static java.time.Duration.ofSeconds;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Api;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a timeline says of opting out and in. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class ConsentTimelineTest extends ObservedCustomer {
    @Test
    void each_change_of_consent_is_told_once() {
        Visit.of(customer);
        consents(true);
        consents(false);
        consents(false);
        clock.advance(ofSeconds(1));
        consents(true);

        timeline("")
                .body("data.findAll{it.type=='consent'}.details.granted", is(List.of(true, false)))
                .body("data.findAll{it.type=='consent'}", hasSize(2));
    }

    @Test
    void an_opt_out_given_before_the_identification_is_in_the_story_afterwards() {
        Visit visit = Visit.anonymous();
        String anonymous = row("select customer_id from session where id = $1", visit.sessionId())
                .getString("customer_id");
        Api.admin()
                .body("{\"granted\":false}")
                .put("/admin/customers/{id}/consent", anonymous)
                .then()
                .statusCode(200);
        visit.does("identify_customer", "customerId", customer);

        timeline("").body("data.findAll{it.type=='consent'}.details.granted", is(List.of(false)));
    }
}
