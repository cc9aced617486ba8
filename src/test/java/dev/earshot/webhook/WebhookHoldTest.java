package dev.earshot.webhook;

import static dev.earshot.testing.stub.WebhookStub.WebhookReply.HELD;
import static dev.earshot.testing.stub.WebhookStub.WebhookReply.OK;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;

import dev.earshot.customer.CustomerId;
import dev.earshot.http.client.CheckedConnection;
import dev.earshot.http.client.HttpTarget;
import dev.earshot.outbox.Delivery;
import dev.earshot.outbox.DeliveryBatch;
import dev.earshot.outbox.DeliveryResult;
import dev.earshot.outbox.Lane;
import dev.earshot.testing.Api;
import dev.earshot.testing.Management;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.stub.WebhookStub;
import dev.earshot.testing.stub.WebhookStub.WebhookReply;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An endpoint that is slow, refuses or is paused holds up no other destination. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class WebhookHoldTest extends WebhookDeliveries {
    @Test
    void a_slow_endpoint_slows_no_other_destination() {
        Visit.of(customer).does(ADVICE, "helpful", true);
        crm.answers(message -> message.customer().equals(customer) ? HELD : OK);
        CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(this::drain);
        await().until(() -> crm.messages().size() == 1);

        Visit.of("other_" + customer).does(ADVICE, "helpful", true);
        assertThat(drain()).isEqualTo(3);
        assertThat(netmera.namesReceived("other_" + customer)).hasSize(2);
        assertThat(crm.accepted("other_" + customer)).hasSize(1);
        assertThat(waiting).isNotDone();

        crm.release();
        assertThat(waiting.join()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"401", "403", "404", "410", "307"})
    void an_endpoint_that_refuses_us_is_held_alone_and_spends_no_attempt(int status) {
        Visit.of(customer).does(ADVICE, "helpful", true);
        crm.answers(WebhookReply.of(status, "no"));
        drain();

        state("crm", "held");
        state("netmera", "flowing");
        assertThat(Management.metrics())
                .contains("earshot_deliveries_held{destination=\"crm\"} 1.0")
                .contains("earshot_deliveries_held{destination=\"netmera\"} 0.0");
        Management.get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'Delivery' }.data.reason", containsString("crm: " + status));
        assertThat(row("select attempts from delivery where destination = 'crm'")
                        .getInteger("attempts"))
                .isZero();

        crm.answers(OK);
        clock.advance(ofSeconds(31));
        drain();
        assertThat(crm.accepted(customer)).hasSize(1);
        state("crm", "flowing");
    }

    @Test
    void a_message_that_is_refused_for_good_is_rejected_and_the_next_one_leaves() {
        Visit visit = Visit.of(customer);
        visit.does(ADVICE, "helpful", true);
        visit.does(ADVICE, "helpful", false);
        crm.answers(message -> message.parameters().getBoolean("helpful") ? WebhookReply.of(422, "no such field") : OK);
        drain();

        Api.admin()
                .get("/admin/deliveries?destination=crm&customer={c}", customer)
                .then()
                .body("data.status", contains("DELIVERED", "REJECTED"))
                .body("data.destination", everyItem(is("crm")))
                .body("data[1].answer", is("422 no such field"));
        crm.answers(OK);
        String rejected = Api.admin()
                .get("/admin/deliveries?status=rejected&destination=crm")
                .then()
                .extract()
                .path("data[0].id");
        Api.admin()
                .body("{}")
                .post("/admin/deliveries/{id}/retry", rejected)
                .then()
                .statusCode(200);
        assertThat(drain()).isEqualTo(1);
        assertThat(crm.accepted(customer)).hasSize(2);
    }

    @Test
    void a_named_delay_is_obeyed_by_this_destination_alone() {
        Visit.of(customer).does(ADVICE, "helpful", true);
        crm.answers(new WebhookReply(429, Map.of("Retry-After", "120"), "", 0));
        drain();
        crm.answers(OK);
        clock.advance(ofSeconds(119));
        Visit.of("other_" + customer).does(ADVICE, "helpful", true);

        assertThat(drain()).as("Netmera's two").isEqualTo(2);
        clock.advance(ofSeconds(2));
        assertThat(drain()).isEqualTo(2);
    }

    @Test
    void a_destination_is_paused_and_resumed_alone() {
        Api.admin().post("/admin/deliveries/pause?destination=crm").then().statusCode(200);
        Visit.of(customer).does(ADVICE, "helpful", true);
        assertThat(drain()).isEqualTo(2);
        state("crm", "paused");
        state("netmera", "flowing");

        Api.admin().post("/admin/deliveries/resume?destination=crm").then().statusCode(200);
        assertThat(drain()).isEqualTo(1);
        for (String route : List.of("pause", "resume")) {
            Api.admin()
                    .post("/admin/deliveries/" + route + "?destination=nowhere")
                    .then()
                    .statusCode(400)
                    .body("errors.field", contains("destination"));
        }
    }

    @Test
    void a_private_address_is_not_called_unless_that_is_allowed() {
        HttpTarget target = new HttpTarget(
                URI.create(crm.url()), ofSeconds(5), 1, 1000, "earshot.webhook.private-addresses", false);
        WebhookEndpoint endpoint = new WebhookEndpoint(
                "inside",
                target.url(),
                List.of(WebhookSecret.parse(WebhookStub.SECRETS.get(0)).orElseThrow()),
                Optional.empty(),
                target.timeout(),
                1);
        Delivery delivery = new Delivery(
                "dlv_1",
                new CustomerId(customer),
                1,
                0,
                "evt_1",
                "ai_item_saved",
                new JsonObject(),
                clock.instant(),
                Optional.empty());
        DeliveryBatch batch = new DeliveryBatch(
                "inside",
                "lease_1",
                clock.instant(),
                List.of(new Lane(delivery.customer(), List.of(delivery), 1)),
                false);

        Map<String, DeliveryResult> receipts = new WebhookDestination(
                        endpoint, new CheckedConnection(vertx, target, outgoing), 1, clock)
                .deliver(batch, () -> true)
                .await()
                .atMost(Duration.ofSeconds(20));

        assertThat(receipts)
                .containsExactly(Map.entry(
                        "dlv_1",
                        new DeliveryResult.Held(
                                "its address is private, which earshot.webhook.private-addresses forbids")));
        assertThat(crm.messages()).isEmpty();
    }
}
