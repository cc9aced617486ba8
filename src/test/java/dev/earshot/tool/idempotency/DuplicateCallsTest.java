package dev.earshot.tool.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.earshot.testing.Api;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Duplicates that come while the first call is under way, after it was cut off, or without a key. */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(ManualDispatch.class)
class DuplicateCallsTest extends KeyedCalls {
    private static final int DUPLICATES = 64;

    @Test
    void of_many_duplicates_at_once_one_has_an_effect() {
        Visit visit = Visit.of("user_" + key);
        JsonObject conversion = conversion(visit, 1);

        List<Response> answers = atOnce(() -> call(Api.chatgpt(), conversion, key));

        assertThat(answers).allMatch(answer -> List.of(200, 409).contains(answer.statusCode()));
        assertThat(answers.stream()
                        .filter(answer -> answer.statusCode() == 200)
                        .filter(answer -> answer.header("Idempotency-Replayed") == null))
                .hasSize(1);
        assertThat(answers.stream()
                        .filter(answer -> answer.statusCode() == 409)
                        .map(answer -> answer.<String>path("code"))
                        .distinct())
                .isSubsetOf("CALL_IN_FLIGHT");
        assertThat(events("user_" + key, "ai_conversion_completed")).isEqualTo(1);
        call(Api.chatgpt(), conversion, key).then().statusCode(200).header("Idempotency-Replayed", is("true"));
    }

    @Test
    void many_duplicates_without_a_key_have_one_effect_too() {
        Visit visit = Visit.of("user_" + key);

        List<Response> answers = atOnce(
                () -> visit.call("save_item", "itemId", "tent-1").extract().response());

        assertThat(answers).allMatch(answer -> List.of(200, 409).contains(answer.statusCode()));
        assertThat(events("user_" + key, "ai_item_saved")).isEqualTo(1);
    }

    @Test
    void without_a_key_the_same_purchase_is_another_one_only_after_a_while() {
        Visit visit = Visit.of("user_" + key);
        JsonObject conversion = conversion(visit, 20);

        call(Api.chatgpt(), conversion, null).then().header("Idempotency-Replayed", nullValue());
        call(Api.chatgpt(), conversion, null).then().header("Idempotency-Replayed", is("true"));
        call(Api.chatgpt(), conversion.copy().put("revenue", 21), null)
                .then()
                .header("Idempotency-Replayed", nullValue());
        clock.advance(Duration.ofSeconds(11));
        call(Api.chatgpt(), conversion, null).then().statusCode(200).header("Idempotency-Replayed", nullValue());

        assertThat(events("user_" + key, "ai_conversion_completed")).isEqualTo(3);
    }

    @Test
    void a_call_whose_replica_died_before_it_had_an_effect_is_run_by_its_retry() {
        Visit visit = Visit.of("user_" + key);
        JsonObject conversion = conversion(visit, 5);
        call(Api.chatgpt(), conversion, key).then().statusCode(200);
        // What is left of a call that was cut off after its claim.
        pool.preparedQuery("update kept_answer set answer = null where customer_id = $1")
                .executeAndAwait(Tuple.of("user_" + key));

        call(Api.chatgpt(), conversion, key).then().statusCode(409).body("code", is("CALL_IN_FLIGHT"));
        clock.advance(Duration.ofSeconds(61));
        call(Api.chatgpt(), conversion, key).then().statusCode(200).header("Idempotency-Replayed", nullValue());
    }

    private static List<Response> atOnce(Supplier<Response> call) {
        ExecutorService threads = Executors.newFixedThreadPool(DUPLICATES);
        try {
            return Stream.generate(() -> CompletableFuture.supplyAsync(call, threads))
                    .limit(DUPLICATES)
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        } finally {
            threads.shutdown();
        }
    }
}
