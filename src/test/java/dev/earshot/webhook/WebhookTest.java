package dev.earshot.webhook;

import static dev.earshot.testing.WebhookStub.WebhookReply.HELD;
import static dev.earshot.testing.WebhookStub.WebhookReply.OK;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;

import dev.earshot.customer.CustomerId;
import dev.earshot.http.client.CheckedConnection;
import dev.earshot.http.client.HttpClientSettings;
import dev.earshot.http.client.HttpTarget;
import dev.earshot.outbox.Delivery;
import dev.earshot.outbox.DeliveryBatch;
import dev.earshot.outbox.DeliveryResult;
import dev.earshot.outbox.Drained;
import dev.earshot.outbox.Lane;
import dev.earshot.testing.Api;
import dev.earshot.testing.Management;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Npm;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.WebhookStub;
import dev.earshot.testing.WebhookStub.Message;
import dev.earshot.testing.WebhookStub.WebhookReply;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A webhook beside Netmera, which gets one of the events. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class WebhookTest extends Drained {
    private static final String ADVICE = "record_ai_advice_rated";

    WebhookStub crm;

    @Inject
    HttpClientSettings outgoing;

    @Inject
    Vertx vertx;

    @BeforeEach
    void fresh() {
        crm.reset();
    }

    /** The circuit is closed and no hold is left for the next test. */
    @AfterEach
    void acceptAgain() {
        crm.reset();
        for (int i = 0; i < 2; i++) {
            clock.advance(ofSeconds(31));
            drain();
        }
    }

    @Test
    void an_event_is_written_once_for_each_destination_that_gets_it() {
        Visit visit = Visit.of(customer);
        visit.does(ADVICE, "helpful", true);

        assertThat(owed("netmera")).isEqualTo(2);
        assertThat(owed("crm")).isEqualTo(1);
        assertThat(row("select count(distinct event_id)::int as n from delivery where kind = 'ai_advice_rated'")
                        .getInteger("n"))
                .as("both have the same event id")
                .isEqualTo(1);
        assertThat(drain()).isEqualTo(3);
        assertThat(netmera.namesReceived(customer)).containsExactly("AISessionStarted", "AIAdviceRated");
        Message message = crm.accepted(customer).get(0);
        assertThat(crm.messages()).hasSize(1);
        assertThat(message.uri()).isEqualTo("/hooks?tenant=a");
        assertThat(message.type()).isEqualTo("ai_advice_rated");
        assertThat(message.parameters()).isEqualTo(new JsonObject().put("helpful", true));
        assertThat(message.id())
                .isEqualTo(message.json().getJsonObject("data").getString("eventId"))
                .isEqualTo(netmera.received(customer).get(1).getString("eventId"));
        assertThat(message.json().getString("timestamp"))
                .isEqualTo(netmera.received(customer).get(1).getString("eventTime"));
    }

    @Test
    void messages_are_verified_by_the_library_of_the_specification_with_the_old_secret_and_the_new_one() {
        Visit visit = Visit.of(customer);
        visit.does(ADVICE, "helpful", true);
        visit.does(ADVICE, "helpful", false);
        drain();
        Npm judge = Npm.install("webhooks");
        String lines = WebhookStub.SECRETS.stream()
                .flatMap(secret -> crm.accepted(customer).stream()
                        .flatMap(message -> List.of(
                                received(message, secret, message.body(), true),
                                received(message, secret, message.body().replace("}", " }"), false))
                                .stream()))
                .collect(Collectors.joining("\n"));

        judge.write("received.ndjson", lines);
        assertThat(judge.run("node", "verify.mjs")).contains("verified 4");
    }

    @Test
    void a_customers_messages_keep_their_order_through_retries_and_nothing_else_waits_for_them() {
        Visit visit = Visit.of(customer);
        visit.does(ADVICE, "helpful", true);
        visit.does(ADVICE, "helpful", false);
        Visit other = Visit.of("other_" + customer);
        other.does(ADVICE, "helpful", true);
        AtomicInteger attempts = new AtomicInteger();
        crm.answers(message -> message.customer().equals(customer) && attempts.incrementAndGet() < 3
                ? WebhookReply.of(503, "later")
                : OK);
        drain();
        assertThat(crm.accepted(customer)).isEmpty();
        assertThat(crm.accepted("other_" + customer)).hasSize(1);
        assertThat(netmera.namesReceived(customer)).hasSize(3);

        for (int i = 0; i < 3; i++) {
            clock.advance(ofMinutes(1));
            drain();
        }

        assertThat(crm.accepted(customer))
                .extracting(message -> message.parameters().getBoolean("helpful"))
                .containsExactly(true, false);
        assertThat(crm.messages().stream()
                        .filter(message -> message.customer().equals(customer))
                        .map(Message::id)
                        .distinct())
                .as("a repetition has the id of the first attempt")
                .hasSize(2);
        assertThat(netmera.namesReceived(customer)).hasSize(3);
    }

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
    void a_replay_repeats_to_one_destination_with_the_ids_that_receivers_know() {
        Visit.of(customer).does(ADVICE, "helpful", true);
        drain();

        Api.admin()
                .body("{\"filter\":{\"destination\":\"crm\",\"customer\":\"" + customer + "\"}}")
                .post("/admin/deliveries/replay")
                .then()
                .statusCode(200)
                .body("data.replayed", is(1));
        assertThat(drain()).isEqualTo(1);
        assertThat(crm.accepted(customer)).hasSize(2);
        assertThat(crm.accepted(customer))
                .extracting(Message::id)
                .containsOnly(crm.messages().get(0).id());
        assertThat(netmera.namesReceived(customer)).hasSize(2);
    }

    @Test
    void what_is_owed_to_a_customer_that_opts_out_is_not_sent() {
        Visit.of(customer).does(ADVICE, "helpful", true);
        Api.admin()
                .body("{\"granted\":false}")
                .put("/admin/customers/{id}/consent", customer)
                .then()
                .statusCode(200);

        assertThat(drain()).isZero();
        assertThat(crm.messages()).isEmpty();
    }

    @Test
    void an_erased_customers_events_are_not_sent_and_the_endpoint_learns_of_the_erasure() {
        Visit.of(customer).does(ADVICE, "helpful", true);
        Api.admin().delete("/admin/customers/{id}", customer).then().statusCode(204);
        drain();

        assertThat(crm.accepted()).extracting(Message::type).containsExactly("customer_erased");
        assertThat(crm.accepted().get(0).customer()).isEqualTo(customer);
        assertThat(netmera.deleted()).containsExactly(customer);
        assertThat(row("select count(*)::int as n from delivery").getInteger("n"))
                .isZero();
        assertThat(row("select count(*)::int as n from lane").getInteger("n")).isZero();
    }

    @Test
    void events_of_an_anonymous_customer_wait_and_leave_under_the_known_name() {
        Visit visit = Visit.anonymous();
        visit.does(ADVICE, "helpful", true);
        assertThat(drain()).isZero();

        visit.does("identify_customer", "customerId", customer);
        drain();
        assertThat(crm.messages()).extracting(Message::customer).containsExactly(customer);
        assertThat(netmera.namesReceived(customer)).contains("AIAdviceRated");
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

    private int owed(String destination) {
        return row("select count(*)::int as n from delivery where destination = $1 and status = 'PENDING'", destination)
                .getInteger("n");
    }

    private static void state(String destination, String state) {
        Api.admin()
                .get("/admin/deliveries/state?destination={d}", destination)
                .then()
                .statusCode(200)
                .body("data.destination", is(destination))
                .body("data.destinations", contains("netmera", "crm"))
                .body("data.state", is(state));
    }

    private static String received(Message message, String secret, String body, boolean intact) {
        return new JsonObject()
                .put("secret", secret)
                .put("headers", new JsonObject(Map.copyOf(message.headers())))
                .put("body", body)
                .put("intact", intact)
                .encode();
    }
}
