package dev.earshot.outbox;

import static dev.earshot.testing.stub.NetmeraStub.Reply.tooManyRequests;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.earshot.postgres.PgNotifications;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.stub.NetmeraStub.Reply;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pending deliveries, for every kind of answer from Netmera. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class DeliveryTest extends Drained {
    @Inject
    PgNotifications notifications;

    @Test
    void what_is_due_leaves_in_one_call_and_only_once() {
        Visit.of(customer).does("view_item", "itemId", "tent-1");
        Visit.of("somebody_else_" + customer);

        assertThat(drain()).isEqualTo(3);
        assertThat(drain()).isZero();

        assertThat(netmera.calls()).singleElement().satisfies(call -> {
            assertThat(call.method()).isEqualTo("fireEvents");
            assertThat(call.body()).hasSize(3);
        });
        assertThat(netmera.namesReceived(customer)).containsExactly("AISessionStarted", "AIResultViewed");
    }

    @Test
    void a_replica_that_only_answers_calls_has_another_one_deliver() {
        List<String> heard = new CopyOnWriteArrayList<>();
        notifications.hear("earshot_deliveries", heard::add);

        Visit.of(customer);

        await().untilAsserted(() -> assertThat(heard).isNotEmpty());
    }

    @Test
    void an_event_answered_429_is_sent_again_once_the_delay_it_named_is_over() {
        Visit.of(customer);
        netmera.willAnswer(tooManyRequests(30));

        assertThat(drain()).isEqualTo(1);
        assertThat(netmera.received()).isEmpty();
        clock.advance(ofSeconds(28));
        assertThat(drain()).isZero();
        clock.advance(ofSeconds(3));
        assertThat(drain()).isEqualTo(1);

        assertThat(netmera.namesReceived(customer)).containsExactly("AISessionStarted");
    }

    @Test
    void an_event_that_keeps_failing_is_tried_at_growing_intervals_and_keeps_its_event_id() {
        Visit.of(customer);
        netmera.answers(call -> Reply.of(503, "<html>busy</html>"));
        for (int failure = 0; failure < 5; failure++) {
            assertThat(drain()).isEqualTo(1);
            assertThat(drain()).isZero();
            clock.advance(ofSeconds(1 << failure));
        }
        netmera.answers(call -> Reply.OK);
        clock.advance(ofSeconds(32));

        assertThat(drain()).isEqualTo(1);
        assertThat(netmera.calls())
                .hasSize(6)
                .extracting(call -> call.entries().get(0).getString("eventId"))
                .containsOnly(netmera.received(customer).get(0).getString("eventId"));
        assertThat(attempts(customer)).isEqualTo(6);
    }

    @Test
    void later_deliveries_of_a_customer_wait_for_a_failed_one_and_other_customers_do_not() {
        Visit visit = Visit.of(customer);
        visit.does("identify_customer", "customerId", customer, "profile", new JsonObject().put("name", "A"));
        visit.does("view_item", "itemId", "tent-1");
        String other = "other_" + customer;
        netmera.willAnswer(Reply.OK, Reply.of(500, "{\"code\":2001,\"error\":\"internal\"}"));
        assertThat(drain()).isEqualTo(3);
        assertThat(netmera.namesReceived(customer)).containsExactly("AISessionStarted");

        Visit.of(other);
        assertThat(drain()).isEqualTo(1);
        assertThat(netmera.namesReceived(other)).containsExactly("AISessionStarted");
        clock.advance(ofSeconds(2));
        drain();

        assertThat(netmera.namesReceived(customer)).containsExactly("AISessionStarted", "profile", "AIResultViewed");
    }

    @Test
    void one_poisonous_event_among_many_is_found_and_rejected_and_the_others_arrive() {
        List<String> customers =
                IntStream.range(0, 40).mapToObj(i -> customer + "_" + i).toList();
        customers.forEach(Visit::of);
        String poisoned = customers.get(17);
        netmera.answers(call -> call.entries().stream().anyMatch(one -> poisoned.equals(one.getString("extId")))
                ? Reply.of(400, "{\"code\":2020,\"error\":\"missing\\nparameter\"}")
                : Reply.OK);

        drain();

        assertThat(netmera.received()).hasSize(39);
        Row rejected = row("select status, answer from delivery where customer_id = $1", poisoned);
        assertThat(rejected.getString("status")).isEqualTo("REJECTED");
        assertThat(rejected.getString("answer")).isEqualTo("400/2020 missing parameter");
    }

    @Test
    void a_lost_answer_and_a_cut_connection_are_tried_again() {
        Visit.of(customer);
        netmera.willAnswer(Reply.LOST);
        drain();
        clock.advance(ofSeconds(2));
        drain();

        assertThat(netmera.received(customer))
                .hasSize(2)
                .extracting(one -> one.getString("eventId"))
                .containsOnly(netmera.received(customer).get(0).getString("eventId"));
        assertThat(drain()).isZero();
    }

    @Test
    void more_deliveries_of_one_customer_than_fit_in_a_claim_leave_in_order() {
        Visit visit = Visit.of(customer);
        IntStream.range(0, 45).forEach(i -> visit.does("search_items", "query", "query " + i));

        assertThat(drain()).isEqualTo(46);

        assertThat(netmera.received(customer).stream().skip(1).map(one -> one.getString("queryText")))
                .containsExactlyElementsOf(
                        IntStream.range(0, 45).mapToObj(i -> "query " + i).toList());
    }

    @Test
    void events_of_an_anonymous_visitor_join_the_end_of_the_known_customers_lane() {
        Visit before = Visit.of(customer);
        Visit anonymous = Visit.anonymous();
        anonymous.does("search_items", "query", "as nobody");
        before.does("search_items", "query", "as somebody");
        assertThat(drain()).isEqualTo(2);
        before.does("search_items", "query", "not yet sent");
        anonymous.does("identify_customer", "customerId", customer);
        drain();

        assertThat(netmera.received(customer).stream().map(one -> one.getString("queryText", one.getString("name"))))
                .containsExactly("AISessionStarted", "as somebody", "not yet sent", "AISessionStarted", "as nobody");
    }

    @Test
    void signals_of_an_anonymous_visitor_become_the_known_customers_and_add_up() {
        Visit anonymous = Visit.anonymous();
        String nobody = row("select customer_id from session where id = $1", anonymous.sessionId())
                .getString("customer_id");
        shows(nobody, "int_hiking");
        shows(nobody, "loc_ca");
        shows(customer, "int_hiking");
        anonymous.does("identify_customer", "customerId", customer);

        assertThat(signals(nobody)).isZero();
        assertThat(signals(customer)).isEqualTo(2);
        assertThat(row(
                                "select count from customer_signal where customer_id = $1 and signal_id = 'int_hiking'",
                                customer)
                        .getInteger("count"))
                .isEqualTo(4);
    }

    private int attempts(String of) {
        return row("select attempts from delivery where customer_id = $1", of).getInteger("attempts");
    }
}
