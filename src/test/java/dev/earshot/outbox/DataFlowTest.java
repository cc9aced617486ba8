package dev.earshot.outbox;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.earshot.testing.Api;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.stub.NetmeraStub.Reply;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Does my data flow work? A test event tells, step by step. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class DataFlowTest extends Drained {

    @Test
    void a_test_event_is_reported_step_by_step_until_netmera_has_it() {
        Visit visit = Visit.of(customer);
        visit.does("identify_customer", "customerId", customer, "profile", new JsonObject().put("city", "Izmir"));
        drain();
        String id = send();
        report(id)
                .body("data.status", is("waiting"))
                .body("data.steps.name", contains("customer", "stored", "claimed", "delivered", "profile"))
                .body("data.steps.status", contains("done", "done", "waiting", "waiting", "waiting"))
                .body("data.steps[1].detail", endsWith(id))
                .body("data.steps[2].detail", is("No replica has claimed it yet"));

        drain();

        report(id)
                .body("data.status", is("done"))
                .body("data.steps.status", contains("done", "done", "done", "done", "done"))
                .body("data.steps[2].at", notNullValue())
                .body("data.steps[3].at", notNullValue())
                .body("data.steps[4].detail", endsWith("attributes: city"))
                .body("data.steps[4].detail", not(containsString("Izmir")));
    }

    @Test
    void it_is_an_event_of_the_taxonomy_that_journeys_can_tell_from_real_ones_and_counts_as_no_visit() {
        send();
        drain();

        JsonObject event = netmera.received(customer).get(0);
        assertThat(event.fieldNames())
                .containsExactly("extId", "name", "eventId", "eventTime", "platform", "entryPoint");
        assertThat(event.getString("name")).isEqualTo("AISessionStarted");
        assertThat(event.getString("platform")).isEqualTo("earshot_test");
        assertThat(row("select count(*) as n from session where customer_id = $1", customer)
                        .getLong("n"))
                .isZero();
    }

    @Test
    void an_unknown_customer_is_a_warning() {
        report(send()).body("data.steps[0].status", is("warning"));
    }

    @Test
    void a_customer_that_netmera_does_not_know_is_a_failure_that_says_what_to_do() {
        String id = send();
        drain();
        netmera.reset();

        report(id)
                .body("data.status", is("failed"))
                .body("data.steps[3].status", is("done"))
                .body("data.steps[4].status", is("failed"))
                .body("data.steps[4].detail", containsString("identify_customer"));
    }

    @Test
    void what_keeps_it_is_said() {
        String id = send();
        Api.admin().post("/admin/deliveries/pause").then().statusCode(200);
        drain();
        report(id).body("data.steps[2].detail", startsWith("Delivery is paused"));
        Api.admin().post("/admin/deliveries/resume").then().statusCode(200);

        netmera.willAnswer(Reply.of(503, "full"));
        drain();
        report(id)
                .body("data.steps.status", contains("warning", "done", "done", "waiting", "waiting"))
                .body("data.steps[3].detail", startsWith("It is tried again at"))
                .body("data.steps[3].detail", endsWith("503 full"));
        report(send())
                .body("data.steps[2].detail", startsWith("An earlier delivery of this customer, " + id))
                .body("data.steps[2].detail", endsWith("503 full"));
        clock.advance(ofSeconds(5));
        drain();
        report(id).body("data.steps[3].status", is("done"));
    }

    @Test
    void a_refusal_of_our_key_and_a_rejection_are_said_in_netmeras_words() {
        String id = send();
        netmera.willAnswer(Reply.of(403, "{\"code\":2010,\"error\":\"bad key\"}"));
        drain();
        report(id)
                .body(
                        "data.steps[2].detail",
                        is("The destination netmera refuses our requests; all deliveries are held: 403/2010 bad key"));

        netmera.willAnswer(Reply.of(400, "{\"code\":5028,\"error\":\"event not found\"}"));
        clock.advance(ofSeconds(31));
        drain();
        report(id)
                .body("data.status", is("failed"))
                .body("data.steps[3].status", is("failed"))
                .body("data.steps[3].detail", is("Netmera rejected it: 400/5028 event not found"));
    }

    @Test
    void an_opted_out_customer_gets_none() {
        Api.admin()
                .body("{\"granted\":false}")
                .put("/admin/customers/{id}/consent", customer)
                .then()
                .statusCode(200);

        post(customer).statusCode(409).body("code", is("CONSENT_DENIED"));
        assertThat(drain()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"anon_01jd3kq7f0", "", "two words", "\\u0000"})
    void an_id_that_is_no_known_customers_is_refused(String id) {
        post(id).statusCode(400).body("errors[0].field", is("customerId"));
    }

    @Test
    void only_admins_may_send_one_and_an_unknown_one_is_unknown() {
        Api.planner("pam")
                .body("{\"customerId\":\"a\"}")
                .post("/admin/test-events")
                .then()
                .statusCode(403);
        Api.admin().get("/admin/test-events/dlv_none").then().statusCode(404).body("code", is("DELIVERY_NOT_FOUND"));
    }

    private String send() {
        return post(customer)
                .statusCode(201)
                .header("Location", containsString("/admin/test-events/dlv_"))
                .extract()
                .path("data.id");
    }

    private static ValidatableResponse post(String customerId) {
        return Api.admin()
                .body("{\"customerId\":\"" + customerId + "\"}")
                .post("/admin/test-events")
                .then();
    }

    private static ValidatableResponse report(String id) {
        return Api.admin().get("/admin/test-events/{id}", id).then().statusCode(200);
    }
}
