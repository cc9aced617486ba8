package dev.earshot.audience.activation;

import static dev.earshot.testing.Api.planner;
import static dev.earshot.testing.StoredSignals.show;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.earshot.outbox.dispatch.Dispatcher;
import dev.earshot.testing.Api;
import dev.earshot.testing.Catalogue;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.NetmeraStub;
import dev.earshot.testing.NetmeraStub.Call;
import dev.earshot.testing.SettableClock;
import dev.earshot.testing.StoredSignals;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Audiences that keep themselves fresh, and the members that are held out for comparison. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class RefreshScheduleTest {
    private static final String SAVED = """
            {"all":[{"any":[{"event":"ai_item_saved"}]}]}""";

    private static final String HIKERS = """
            {"all":[{"any":["int_hiking"]}]}""";

    NetmeraStub netmera;

    @Inject
    Pool pool;

    @Inject
    Dispatcher dispatcher;

    @Inject
    Activations activations;

    @Inject
    ActivationWorker worker;

    @Inject
    SettableClock clock;

    @BeforeEach
    void quiet() {
        StoredSignals.forgetAll(pool);
        netmera.reset();
    }

    private static String made(String rule, String more) {
        return planner("ann")
                .body("{\"name\":\"Kept\",\"rule\":" + rule + more + "}")
                .post("/audiences")
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");
    }

    private static ValidatableResponse audience(String id) {
        return planner("ann").get("/audiences/{id}", id).then().statusCode(200);
    }

    private static ValidatableResponse activations(String id) {
        return planner("ann").get("/audiences/{id}/activations", id).then().statusCode(200);
    }

    private void activate(String id) {
        planner("ann").post("/audiences/{id}/activate", id).then().statusCode(202);
        settle();
    }

    private void settle() {
        do {
            worker.advance().await().atMost(ofSeconds(20));
        } while (dispatcher.drain().await().atMost(ofSeconds(20)) > 0);
    }

    /** Two replicas look at the same moment. */
    private void twoReplicasLook() {
        Uni.join()
                .all(
                        new RefreshSchedule(pool, activations, clock).refreshDue(),
                        new RefreshSchedule(pool, activations, clock).refreshDue())
                .andFailFast()
                .await()
                .atMost(ofSeconds(20));
        settle();
    }

    @Test
    void a_due_refresh_sends_exactly_the_difference_once_whatever_the_number_of_replicas() {
        List<String> first = IntStream.range(0, 30).mapToObj(n -> "user_" + n).toList();
        show(pool, first, "int_hiking");
        String id = made(HIKERS, ",\"refresh\":\"day\"");
        activate(id);
        netmera.reset();
        show(pool, List.of("new_1", "new_2"), "int_hiking");
        twoReplicasLook();
        assertThat(netmera.calls()).as("not due yet").isEmpty();

        clock.advance(Duration.ofDays(1));
        twoReplicasLook();

        assertThat(netmera.calls()).extracting(Call::method).containsExactly("tagUsers");
        assertThat(netmera.calls().get(0).ids()).containsExactlyInAnyOrder("new_1", "new_2");
        activations(id)
                .body("data.act", contains("refresh", "activate"))
                .body("data.by", contains("schedule", "ann"))
                .body("data[0].status", is("done"))
                .body("data[0].tagged", is(2));
    }

    @Test
    void refreshes_that_were_missed_are_made_up_for_by_one() {
        show(pool, List.of("user_1"), "int_hiking");
        String id = made(HIKERS, ",\"refresh\":\"hour\"");
        activate(id);
        clock.advance(Duration.ofDays(3));
        twoReplicasLook();
        twoReplicasLook();

        activations(id).body("data.act", contains("refresh", "activate"));
        Instant next = Instant.parse(audience(id).extract().path("data.nextRefreshAt"));
        assertThat(Duration.between(clock.instant(), next)).isBetween(Duration.ofMinutes(55), Duration.ofMinutes(60));
    }

    @Test
    void an_audience_that_is_not_active_is_not_refreshed() {
        String id = made(HIKERS, ",\"refresh\":\"hour\"");
        audience(id).body("data.refresh", is("hour")).body("data.nextRefreshAt", nullValue());
        clock.advance(Duration.ofHours(2));
        twoReplicasLook();
        activations(id).body("data.size()", is(0));
    }

    @Test
    void the_schedule_can_be_changed_and_ended() {
        String id = made(HIKERS, "");
        audience(id).body("data.refresh", is("never")).body("data.holdout", is(0));
        activate(id);
        change(id, ",\"refresh\":\"weekly\"")
                .statusCode(200)
                .body("data.refresh", is("week"))
                .body("data.nextRefreshAt", startsWith("20"));
        change(id, "").body("data.refresh", is("week"));
        change(id, ",\"refresh\":\"never\"").body("data.refresh", is("never")).body("data.nextRefreshAt", nullValue());
        clock.advance(Duration.ofDays(8));
        twoReplicasLook();
        activations(id).body("data.act", contains("activate"));
    }

    private static ValidatableResponse change(String id, String more) {
        return planner("ann")
                .body("{\"name\":\"Kept\",\"rule\":" + HIKERS + more + "}")
                .put("/audiences/{id}", id)
                .then();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "refresh | must be one of never, hour, day, week | \"refresh\":\"yearly\"",
                "holdout | less than or equal to 90 | \"holdout\":91",
                "holdout | | \"holdout\":0.1",
            })
    void a_senseless_schedule_or_holdout_is_refused(String field, String reason, String member) {
        planner("ann")
                .body("{\"name\":\"Kept\",\"rule\":" + HIKERS + "," + member + "}")
                .post("/audiences")
                .then()
                .statusCode(400)
                .body("errors.field", contains(field))
                .body("errors[0].message", containsString(reason == null ? "" : reason));
    }

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
