package dev.earshot.outbox;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.Api;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.stub.NetmeraStub.Call;
import dev.earshot.testing.stub.NetmeraStub.Reply;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Deliveries about many customers at once: tags. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class CollectiveDeliveryTest extends Drained {
    private static final String UNKNOWN = "{\"code\":5016,\"error\":\"extId not found\"}";

    @Inject
    OutboxWriter outbox;

    @Test
    void tags_leave_in_order_in_one_call_each() {
        owe(tag("a", "b"), untag("b"), tag("c"));

        assertThat(drain()).isEqualTo(3);
        assertThat(netmera.calls()).extracting(Call::method).containsExactly("tagUsers", "untagUsers", "tagUsers");
        assertThat(netmera.tagged("vip")).containsExactly("a", "c");
        assertThat(drain()).isZero();
    }

    @Test
    void a_tag_that_does_not_get_through_holds_up_later_ones_and_no_customer() {
        owe(tag("a"), untag("a"));
        netmera.answers(call -> call.method().equals("tagUsers") ? Reply.of(503, "") : Reply.OK);
        drain();
        Visit.of("a");
        drain();

        assertThat(netmera.namesReceived("a")).containsExactly("AISessionStarted");
        assertThat(netmera.calls()).extracting(Call::method).doesNotContain("untagUsers");
    }

    @Test
    void ids_that_netmera_does_not_know_are_found_and_all_others_tagged() {
        List<String> all = IntStream.range(0, 200).mapToObj(n -> "user" + n).toList();
        Set<String> unknown = Set.of("user0", "user77", "user78", "user199");
        knowsAllBut(unknown);
        owe(NewDelivery.tagging("vip", all, clock.instant()));
        drain();

        assertThat(netmera.tagged("vip")).hasSize(196).doesNotContainAnyElementsOf(unknown);
        assertThat(netmera.idsTaken("tagUsers")).doesNotHaveDuplicates();
        assertThat(row("select status, answer from delivery").getString("answer"))
                .startsWith("4 refused");
    }

    @Test
    void a_call_that_is_wrong_as_a_whole_is_not_divided() {
        netmera.answers(call -> Reply.of(400, "{\"code\":2020,\"error\":\"no such tag\"}"));
        owe(tag("a", "b", "c"));
        drain();

        assertThat(netmera.calls()).hasSize(1);
        assertThat(row("select status from delivery").getString("status")).isEqualTo("REJECTED");
    }

    @Test
    void dividing_that_is_interrupted_goes_on_where_it_was() {
        AtomicInteger calls = new AtomicInteger();
        netmera.answers(call -> call.ids().contains("d")
                ? Reply.of(400, UNKNOWN)
                : calls.incrementAndGet() == 2 ? Reply.of(503, "") : Reply.OK);
        owe(tag("a", "b", "c", "d"));
        drain();
        clock.advance(ofSeconds(5));
        drain();

        assertThat(netmera.idsTaken("tagUsers")).containsExactly("a", "b", "c");
    }

    @Test
    void more_unknown_ids_than_one_turn_can_single_out_take_several() {
        List<String> unknown =
                IntStream.range(0, 120).mapToObj(n -> "ghost" + n).toList();
        knowsAllBut(Set.copyOf(unknown));
        owe(NewDelivery.tagging("vip", unknown, clock.instant()), tag("real"));

        assertThat(drain()).isGreaterThan(2);
        assertThat(netmera.tagged("vip")).containsExactly("real");
        assertThat(row("select count(*)::int as n from delivery where status = 'PENDING'")
                        .getInteger("n"))
                .isZero();
    }

    @Test
    void a_customer_that_netmera_does_not_know_carries_no_tag() {
        netmera.willAnswer(Reply.of(400, UNKNOWN));
        owe(untag("a"));
        drain();

        assertThat(row("select status from delivery").getString("status")).isEqualTo("DELIVERED");
    }

    @Test
    void erased_customers_leave_every_delivery_and_opted_out_ones_are_not_tagged() {
        owe(tag("a", "b", "c"), untag("b"));
        Api.admin().delete("/admin/customers/a").then().statusCode(204);
        Api.admin()
                .body("{\"granted\":false}")
                .put("/admin/customers/b/consent")
                .then()
                .statusCode(200);
        drain();

        assertThat(netmera.idsTaken("tagUsers")).containsExactly("c");
        assertThat(netmera.idsTaken("untagUsers")).containsExactly("b");
    }

    @Test
    void of_several_erasures_only_that_of_an_unknown_customer_is_needless() {
        knowsAllBut(Set.of("a"));
        List.of("a", "b", "c")
                .forEach(id ->
                        Api.admin().delete("/admin/customers/" + id).then().statusCode(204));
        drain();

        assertThat(netmera.deleted()).containsExactlyInAnyOrder("b", "c");
        assertThat(row("select count(*)::int as n from delivery").getInteger("n"))
                .isZero();
    }

    private void knowsAllBut(Set<String> unknown) {
        netmera.answers(call -> {
            clock.advance(Duration.ofMillis(200));
            return call.ids().stream().anyMatch(unknown::contains) ? Reply.of(400, UNKNOWN) : Reply.OK;
        });
    }

    private NewDelivery tag(String... customers) {
        return NewDelivery.tagging("vip", List.of(customers), clock.instant());
    }

    private NewDelivery untag(String... customers) {
        return NewDelivery.untagging("vip", List.of(customers), clock.instant());
    }

    private void owe(NewDelivery... owed) {
        pool.withTransaction(
                        transaction -> outbox.recordCollective(transaction, "audience", List.of(owed), clock.instant()))
                .await()
                .atMost(ofSeconds(5));
    }
}
