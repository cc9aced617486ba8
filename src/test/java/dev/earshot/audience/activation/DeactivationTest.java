package dev.earshot.audience.activation;

import static dev.earshot.audience.Hikers.customers;
import static dev.earshot.testing.Api.planner;
import static dev.earshot.testing.database.StoredSignals.show;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.earshot.testing.Api;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.stub.NetmeraStub.Reply;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How customers lose the tag: with the audience, or by opting out of it. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class DeactivationTest extends ActivatedAudience {
    @Test
    void a_customer_that_opts_out_is_untagged_and_never_tagged_again() {
        show(pool, customers("user_", 3), "loc_ca", "int_hiking");
        act("activate");
        settle();
        deny("user_1");
        settle();
        assertThat(netmera.tagged(tag)).containsExactly("user_0", "user_2");

        show(pool, List.of("user_1"), "loc_ca", "int_hiking");
        act("refresh");
        settle();
        assertThat(netmera.tagged(tag)).containsExactly("user_0", "user_2");
    }

    @Test
    void a_customer_that_opts_out_or_is_erased_before_its_turn_is_not_tagged() {
        show(pool, customers("user_", 4), "loc_ca", "int_hiking");
        act("activate");
        advance();
        deny("user_1");
        Api.admin().delete("/admin/customers/user_2").then().statusCode(204);
        settle();

        assertThat(netmera.idsTaken("tagUsers")).containsExactlyInAnyOrder("user_0", "user_3");
        latest().body("data[0].status", is("done"))
                .body("data[0].tagged", is(2))
                .body("data[0].withdrawn", is(2));
        assertThat(rows("select * from audience_member where customer_id = 'user_2'"))
                .isZero();
    }

    @Test
    void an_export_tells_a_customer_which_audiences_they_were_tagged_for() {
        show(pool, List.of("user_1"), "loc_ca", "int_hiking");
        act("activate");
        settle();

        Api.admin()
                .get("/admin/customers/user_1")
                .then()
                .body("data.audience_member.audience_id", contains(id))
                .body("data.audience_member.state", contains("TAGGED"));
    }

    @Test
    void deactivating_untags_everybody_and_then_it_can_be_deleted() {
        show(pool, customers("user_", 5), "loc_ca", "int_hiking");
        act("activate");
        settle();
        planner("ann").delete("/audiences/{id}", id).then().statusCode(409).body("code", is("AUDIENCE_ACTIVE"));
        String last = act("deactivate").extract().path("data.id");
        settle();
        act("deactivate").body("data.id", is(last));

        assertThat(netmera.tagged(tag)).isEmpty();
        assertThat(netmera.idsTaken("untagUsers")).hasSize(5);
        latest().body("data[0].untagged", is(5));
        planner("ann").delete("/audiences/{id}", id).then().statusCode(204);
    }

    @Test
    void refused_untaggings_are_retried_and_then_the_audience_can_be_deleted() {
        show(pool, customers("user_", 3), "loc_ca", "int_hiking");
        act("activate");
        settle();
        netmera.answers(call -> Reply.of(400, "{\"code\":1001,\"error\":\"not now\"}"));
        String first = act("deactivate").extract().path("data.id");
        act("deactivate").body("data.id", is(first));
        settle();
        latest().body("data[0].status", is("done")).body("data[0].refused", is(3));
        planner("ann").delete("/audiences/{id}", id).then().statusCode(409).body("code", is("AUDIENCE_ACTIVE"));

        netmera.answers(call -> Reply.OK);
        act("deactivate").body("data.id", not(first)).body("data.act", is("deactivate"));
        settle();
        assertThat(netmera.tagged(tag)).isEmpty();
        latest().body("data[0].untagged", is(3)).body("data[0].refused", is(0));
        planner("ann").delete("/audiences/{id}", id).then().statusCode(204);
    }

    @Test
    void deactivating_in_the_middle_stops_tagging_and_untags_tagged_customers() {
        show(pool, customers("user_", 2_500), "loc_ca", "int_hiking");
        netmera.answers(call -> netmera.calls().size() > 1 ? Reply.of(503, "") : Reply.OK);
        act("activate");
        settle();
        assertThat(netmera.tagged(tag)).hasSize(1_000);
        netmera.answers(call -> Reply.OK);
        clock.advance(ofSeconds(30));
        act("deactivate");
        settle();

        assertThat(netmera.tagged(tag)).isEmpty();
        latest().body("data.status", contains("done", "superseded")).body("data[0].waiting", is(0));
        assertThat(rows("select * from audience_member")).isZero();
    }

    @Test
    void what_is_not_active_can_not_be_refreshed() {
        planner("ann")
                .post("/audiences/{id}/refresh", id)
                .then()
                .statusCode(409)
                .body("code", is("AUDIENCE_NOT_ACTIVE"));
        planner("ann").post("/audiences/{id}/deactivate", id).then().statusCode(409);
    }

    private static void deny(String customer) {
        Api.admin()
                .body("{\"granted\":false}")
                .put("/admin/customers/" + customer + "/consent")
                .then()
                .statusCode(200);
    }
}
