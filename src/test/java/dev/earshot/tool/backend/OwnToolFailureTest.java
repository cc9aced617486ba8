package dev.earshot.tool.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import dev.earshot.testing.stub.BackendStub;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backends that fail, hang or are asked again: one effect each, and an answer that says what is known. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class OwnToolFailureTest extends CalledBackend {
    @Test
    void a_retry_with_the_same_key_gets_the_kept_answer_and_the_backend_is_not_asked_again() {
        Visit visit = Visit.of(customer);
        String first = reserve(visit, key).statusCode(200).extract().asString();

        String again = reserve(visit, key)
                .statusCode(200)
                .header("Idempotency-Replayed", "true")
                .extract()
                .asString();

        assertThat(again).isEqualTo(first);
        assertThat(backend.requests(RESERVATIONS)).hasSize(1);
        assertThat(events("ai_item_reserved")).isEqualTo(1);
    }

    @Test
    void a_repetition_without_a_key_counts_as_a_retry_for_a_while() {
        Visit visit = Visit.of(customer);
        reserve(visit, null).statusCode(200);
        reserve(visit, null).statusCode(200).header("Idempotency-Replayed", "true");
        assertThat(backend.ledger()).hasSize(1);

        clock.advance(Duration.ofSeconds(11));
        reserve(visit, null).statusCode(200);
        assertThat(backend.ledger()).hasSize(2);
        assertThat(events("ai_item_reserved")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_time_out_says_what_is_unknown_and_the_retry_finds_the_one_effect(boolean withKey) {
        Visit visit = Visit.of(customer);
        String given = withKey ? key : null;
        backend.holds(RESERVATIONS);

        reserve(visit, given)
                .statusCode(504)
                .body("code", is("BACKEND_TIMED_OUT"))
                .body("detail", containsString("whether this was done is not known"));
        assertThat(backend.ledger()).hasSize(1);
        assertThat(events("ai_item_reserved")).isZero();
        backend.reset(RESERVATIONS);

        String reserved = backend.ledger().values().iterator().next().getString("id");
        reserve(visit, given).statusCode(200).body("data.result.reservationId", is(reserved));
        assertThat(backend.ledger()).hasSize(1);
        assertThat(backend.requests(RESERVATIONS)).hasSize(2);
        assertThat(events("ai_item_reserved")).isEqualTo(1);
    }

    @Test
    void a_refusal_is_kept_for_the_key_but_a_failure_is_not() {
        Visit visit = Visit.of(customer);
        backend.answers(RESERVATIONS, 422, "{\"detail\":\"Sold out\"}");
        reserve(visit, key).statusCode(422).header("Idempotency-Replayed", nullValue());
        reserve(visit, key).statusCode(422).header("Idempotency-Replayed", "true");
        assertThat(backend.requests(RESERVATIONS)).hasSize(1);

        backend.answers(RESERVATIONS, 409, "{\"detail\":\"In flight\"}");
        reserve(visit, key + 2).statusCode(409);
        backend.reset(RESERVATIONS);
        reserve(visit, key + 2).statusCode(200);
        assertThat(backend.requests(RESERVATIONS).stream()
                        .skip(1)
                        .map(BackendStub.Request::key)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void a_redirect_is_not_followed() {
        Visit visit = Visit.of(customer);
        backend.answers(
                RESERVATIONS,
                (request, body) -> request.response()
                        .setStatusCode(307)
                        .putHeader("Location", backend.url() + "/elsewhere")
                        .end());

        reserve(visit, key).statusCode(502);
        assertThat(backend.requests("/elsewhere")).isEmpty();
    }

    @Test
    void a_backend_that_fails_is_left_alone_and_nothing_is_sent_to_it() {
        Visit visit = Visit.of(customer);
        backend.answers("/fragile", 500, "");
        for (int i = 0; i < 4; i++) {
            visit.call("call_fragile", "idempotencyKey", key + i).statusCode(502);
        }

        visit.call("call_fragile", "idempotencyKey", key)
                .statusCode(503)
                .header("Retry-After", "240")
                .body("code", is("BACKEND_UNAVAILABLE"))
                .body("detail", containsString("nothing was sent"));
        assertThat(backend.requests("/fragile")).hasSize(4);
        visit.does("reserve_item", "itemId", "tent-1", "quantity", 1);
    }

    @Test
    void a_call_above_the_limit_is_refused_at_once_and_others_go_on() {
        Visit visit = Visit.of(customer);
        backend.holds("/narrow");
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(
                () -> visit.call("call_narrow", "idempotencyKey", key).extract().statusCode());
        await().until(() -> backend.held("/narrow") == 1);

        visit.call("call_narrow", "idempotencyKey", key + 2).statusCode(503).body("code", is("BACKEND_UNAVAILABLE"));
        visit.does("reserve_item", "itemId", "tent-1", "quantity", 1);
        backend.release("/narrow");
        assertThat(first.join()).isEqualTo(200);
        visit.does("call_narrow", "idempotencyKey", key + 3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_call_in_flight_keeps_its_key_for_as_long_as_it_may_last(boolean withKey) {
        Visit visit = Visit.of(customer);
        String given = withKey ? key : null;
        backend.holds(RESERVATIONS);
        CompletableFuture<ValidatableResponse> first = held(visit, given, 1);

        clock.advance(Duration.ofSeconds(59));
        reserve(visit, given).statusCode(409).body("code", is("CALL_IN_FLIGHT"));

        backend.release(RESERVATIONS);
        first.join().statusCode(200);
        assertThat(backend.requests(RESERVATIONS)).hasSize(1);
        assertThat(events("ai_item_reserved")).isEqualTo(1);
    }

    @Test
    void a_call_that_lost_its_key_to_a_retry_is_told_so_and_not_that_its_session_ended() {
        Visit visit = Visit.of(customer);
        backend.holds(RESERVATIONS);
        CompletableFuture<ValidatableResponse> first = held(visit, key, 1);
        clock.advance(Duration.ofSeconds(61));
        CompletableFuture<ValidatableResponse> retry = held(visit, key, 2);

        backend.release(RESERVATIONS);

        first.join().statusCode(409).body("code", is("CALL_IN_FLIGHT"));
        retry.join().statusCode(200);
        assertThat(events("ai_item_reserved")).isEqualTo(1);
    }

    /** A call that the backend holds, with so many in all. */
    private CompletableFuture<ValidatableResponse> held(Visit visit, String given, int holding) {
        CompletableFuture<ValidatableResponse> call = CompletableFuture.supplyAsync(() -> reserve(visit, given));
        await().until(() -> backend.held(RESERVATIONS) == holding);
        return call;
    }
}
