package dev.earshot.audience.activation;

import static dev.earshot.testing.Api.planner;
import static dev.earshot.testing.database.StoredSignals.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.database.FailingRows;
import dev.earshot.testing.stub.NetmeraStub.Call;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Audiences that keep themselves fresh. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class RefreshScheduleTest extends RefreshedAudience {
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
    @SuppressWarnings("try")
    void an_audience_that_cant_be_refreshed_holds_up_no_other() {
        show(pool, List.of("user_1"), "int_hiking");
        String first = made(HIKERS, ",\"refresh\":\"hour\"");
        String second = made(HIKERS, ",\"refresh\":\"hour\"");
        activate(first);
        activate(second);
        clock.advance(Duration.ofHours(2));
        try (FailingRows failing = new FailingRows(pool, "insert", "activation", "new.audience_id = '" + first + "'")) {
            assertThatThrownBy(this::twoReplicasLook).hasMessageContaining("This row fails");
        }
        activations(first).body("data.act", contains("activate"));
        activations(second).body("data.act", contains("refresh", "activate"));

        twoReplicasLook();
        activations(first).body("data.act", contains("refresh", "activate"));
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
}
