package dev.earshot.audience.activation;

import static dev.earshot.audience.Hikers.HIKERS;
import static dev.earshot.audience.Hikers.customers;
import static dev.earshot.audience.Hikers.made;
import static dev.earshot.testing.Api.planner;
import static dev.earshot.testing.database.StoredSignals.show;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.database.FailingRows;
import dev.earshot.testing.stub.NetmeraStub.Call;
import dev.earshot.testing.stub.NetmeraStub.Reply;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** An audience becomes a tag in Netmera, and follows its members from then on. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class ActivationTest extends ActivatedAudience {
    @Test
    void activating_tags_every_member_once_and_no_other_customer() {
        List<String> members = customers("user_", 2_500);
        show(pool, members, "loc_ca", "int_hiking");
        show(pool, customers("other_", 10), "loc_ca");
        show(pool, List.of("anon_1", "anon_2"), "loc_ca", "int_hiking");

        act("activate").body("data.act", is("activate")).body("data.by", is("ann"));
        settle();

        assertThat(netmera.tagged(tag)).isEqualTo(new TreeSet<>(members));
        assertThat(netmera.idsTaken("tagUsers")).hasSize(2_500);
        assertThat(netmera.calls()).hasSize(3);
        latest().body("data[0].status", is("done"))
                .body("data[0].toTag", is(2_500))
                .body("data[0].tagged", is(2_500))
                .body("data[0].refused", is(0))
                .body("data[0].waiting", is(0))
                .body("data[0].withdrawn", is(0))
                .body("data[0].members", is(2_502))
                .body("data[0].anonymous", is(2))
                .body("data[0].tag", is(tag));
    }

    @Test
    void activating_again_changes_nothing() {
        show(pool, customers("user_", 3), "loc_ca", "int_hiking");
        String first = act("activate").extract().path("data.id");
        settle();
        act("activate").body("data.id", is(first)).body("data.status", is("done"));
        settle();

        assertThat(netmera.calls()).hasSize(1);
        latest().body("data.id", contains(first));
    }

    @Test
    void a_refresh_sends_the_difference_and_nothing_else() {
        show(pool, customers("user_", 20), "loc_ca", "int_hiking");
        act("activate");
        settle();
        show(pool, customers("new_", 10), "loc_ca", "trans_hiking");
        show(pool, List.of("user_3", "user_4"), "demo_student");
        act("refresh").header("Location", containsString("/audiences/" + id + "/activations/act_"));
        settle();

        assertThat(netmera.calls()).extracting(Call::method).containsExactly("tagUsers", "untagUsers", "tagUsers");
        assertThat(netmera.calls().get(1).ids()).containsExactlyInAnyOrder("user_3", "user_4");
        assertThat(netmera.calls().get(2).ids()).containsExactlyInAnyOrderElementsOf(customers("new_", 10));
        assertThat(netmera.tagged(tag)).hasSize(28);
        latest().body("data.act", contains("refresh", "activate"))
                .body("data[0].tagged", is(10))
                .body("data[0].untagged", is(2));

        act("refresh");
        settle();
        assertThat(netmera.calls()).hasSize(3);
    }

    @Test
    void a_changed_rule_takes_effect_with_the_next_refresh() {
        show(pool, customers("hiker_", 4), "loc_ca", "int_hiking");
        show(pool, customers("golfer_", 3), "loc_or", "int_hiking");
        act("activate");
        settle();
        planner("ann")
                .body("{\"name\":\"Renamed\",\"rule\":{\"all\":[{\"any\":[\"loc_or\"]}]}}")
                .put("/audiences/{id}", id)
                .then()
                .statusCode(200)
                .body("data.tag", is(tag));
        assertThat(netmera.tagged(tag)).hasSize(4);
        act("refresh").body("data.audienceVersion", is(2));
        settle();

        assertThat(netmera.tagged(tag)).containsExactly("golfer_0", "golfer_1", "golfer_2");
    }

    @Test
    void refused_customers_are_listed_and_retried_by_a_refresh() {
        show(pool, customers("user_", 8), "loc_ca", "int_hiking");
        netmera.answers(call -> call.ids().contains("user_5") ? Reply.of(400, UNKNOWN) : Reply.OK);
        act("activate");
        settle();

        latest().body("data[0].status", is("done"))
                .body("data[0].tagged", is(7))
                .body("data[0].refused", is(1));
        refused()
                .body("data.customerId", contains("user_5"))
                .body("data.what", contains("tag"))
                .body("data[0].answer", is("400/5016 extId not found"));

        netmera.answers(call -> Reply.OK);
        act("refresh");
        settle();
        assertThat(netmera.tagged(tag)).hasSize(8);
        refused().body("data", empty());
        latest().body("data[0].toTag", is(1)).body("data[0].tagged", is(1));
    }

    @Test
    void an_outage_of_netmera_delays_it_and_changes_no_count() {
        show(pool, customers("user_", 1_500), "loc_ca", "int_hiking");
        netmera.answers(call -> Reply.of(503, ""));
        act("activate");
        settle();
        latest().body("data[0].status", is("sending"))
                .body("data[0].waiting", is(1_500))
                .body("data[0].tagged", is(0));
        netmera.answers(call -> Reply.OK);
        clock.advance(ofSeconds(30));
        settle();

        assertThat(netmera.tagged(tag)).hasSize(1_500);
        latest().body("data[0].status", is("done")).body("data[0].tagged", is(1_500));
    }

    @Test
    void an_empty_audience_is_done_at_once() {
        act("activate");
        settle();
        latest().body("data[0].status", is("done")).body("data[0].toTag", is(0));
        assertThat(netmera.calls()).isEmpty();
    }

    @Test
    @SuppressWarnings("try")
    void an_activation_that_cant_be_carried_out_holds_up_no_younger_one() {
        show(pool, List.of("user_1"), "loc_ca", "int_hiking");
        String younger = made("ben", "Hikers too", HIKERS);
        try (FailingRows failing =
                new FailingRows(pool, "insert", "audience_member", "new.audience_id = '" + id + "'")) {
            String older = act("activate").extract().path("data.id");
            planner("ben").post("/audiences/" + younger + "/activate").then().statusCode(202);
            assertThatThrownBy(this::advance).hasMessageContaining(older);
            dispatcher.drain().await().atMost(ofSeconds(20));
            assertThatThrownBy(this::advance).hasMessageContaining(older);

            planner("ben")
                    .get("/audiences/{id}/activations", younger)
                    .then()
                    .body("data[0].status", is("done"))
                    .body("data[0].tagged", is(1));
        }
        settle();
        latest().body("data[0].status", is("done"));
    }
}
