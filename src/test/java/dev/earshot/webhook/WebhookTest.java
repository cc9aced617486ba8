package dev.earshot.webhook;

import static dev.earshot.testing.stub.WebhookStub.WebhookReply.OK;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Api;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.process.Npm;
import dev.earshot.testing.stub.WebhookStub;
import dev.earshot.testing.stub.WebhookStub.Message;
import dev.earshot.testing.stub.WebhookStub.WebhookReply;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A webhook beside Netmera, which gets one of the events. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class WebhookTest extends WebhookDeliveries {
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
}
