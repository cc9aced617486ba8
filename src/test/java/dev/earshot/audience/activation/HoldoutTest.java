package dev.earshot.audience.activation;

import static dev.earshot.testing.Api.planner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.earshot.testing.Api;
import dev.earshot.testing.Catalogue;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The members that are held out for comparison. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class HoldoutTest extends RefreshedAudience {
    @Test
    void the_held_out_share_is_stable_and_about_as_large_as_asked_for() {
        long heldOut = IntStream.range(0, 20_000)
                .filter(n -> Holdout.isHeldOut("aud_1", "user_" + n, 10))
                .count();
        assertThat(heldOut).isBetween(1_800L, 2_200L);
        long inBoth = IntStream.range(0, 20_000)
                .filter(n -> Holdout.isHeldOut("aud_1", "user_" + n, 10) && Holdout.isHeldOut("aud_2", "user_" + n, 10))
                .count();
        assertThat(inBoth).as("audiences hold out different customers").isLessThan(heldOut / 2);
    }

    @Test
    void members_held_out_are_never_tagged_and_both_sides_conversions_are_compared() {
        Catalogue.ofASmallShop();
        List<String> customers =
                IntStream.range(0, 20).mapToObj(n -> "shopper_" + n).toList();
        customers.forEach(customer -> Visit.of(customer).does("save_item", "itemId", "tent-1"));
        String id = made(SAVED, ",\"holdout\":40,\"refresh\":\"day\"");
        List<String> heldOut = customers.stream()
                .filter(customer -> Holdout.isHeldOut(id, customer, 40))
                .toList();
        List<String> tagged =
                customers.stream().filter(one -> !heldOut.contains(one)).toList();
        assertThat(heldOut).isNotEmpty();
        String tag = audience(id).extract().path("data.tag");
        activate(id);
        assertThat(netmera.tagged(tag)).containsExactlyInAnyOrderElementsOf(tagged);

        clock.advance(Duration.ofHours(1));
        buys(tagged.get(0));
        buys(tagged.get(0));
        buys(heldOut.get(0));
        clock.advance(Duration.ofDays(1));
        twoReplicasLook();

        assertThat(netmera.tagged(tag)).containsExactlyInAnyOrderElementsOf(tagged);
        planner("ann")
                .get("/audiences/{id}/holdout", id)
                .then()
                .statusCode(200)
                .body("data.holdout", is(40))
                .body("data.tagged.customers", is(tagged.size()))
                .body("data.tagged.converted", is(1))
                .body("data.heldOut.customers", is(heldOut.size()))
                .body("data.heldOut.converted", is(1))
                .body("data.heldOut.rate", is((float) (1.0 / heldOut.size())));
        planner("bob").get("/audiences/{id}/holdout", id).then().statusCode(404);

        Api.admin().delete("/admin/customers/{id}", heldOut.get(0)).then().statusCode(204);
        Api.admin()
                .body("{\"granted\":false}")
                .put("/admin/customers/{id}/consent", tagged.get(0))
                .then()
                .statusCode(200);
        planner("ann")
                .get("/audiences/{id}/holdout", id)
                .then()
                .body("data.tagged.customers", is(tagged.size() - 1))
                .body("data.heldOut.customers", is(heldOut.size() - 1))
                .body("data.heldOut.converted", is(0));
    }

    @Test
    void a_customer_who_converts_and_leaves_the_audience_still_counts_in_the_comparison() {
        Catalogue.ofASmallShop();
        Visit.of("undecided").does("save_item", "itemId", "tent-1");
        String id = made(
                new JsonObject(SAVED)
                        .put("none", List.of(new JsonObject().put("event", "ai_conversion_completed")))
                        .encode(),
                ",\"holdout\":1");
        activate(id);
        buys("undecided");
        planner("ann").post("/audiences/{id}/refresh", id).then().statusCode(202);
        settle();
        long converted = ((Number) planner("ann")
                        .get("/audiences/{id}/holdout", id)
                        .path(
                                Holdout.isHeldOut(id, "undecided", 1)
                                        ? "data.heldOut.converted"
                                        : "data.tagged.converted"))
                .longValue();
        assertThat(converted).isEqualTo(1);
    }

    private static void buys(String customer) {
        Visit.of(customer).does("complete_conversion", "itemId", "tent-1", "revenue", 240, "currency", "USD");
    }
}
