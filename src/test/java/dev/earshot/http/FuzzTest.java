package dev.earshot.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.Catalogue;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.stub.InsightarcStub;
import dev.earshot.testing.stub.NetmeraStub;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Sends what our own OpenAPI document allows, and much that it doesn't, to every route in it and to MCP.
 * {@code -Dearshot.fuzz.requests=50000} sends more, {@code -Dearshot.fuzz.seed=…} the same again.
 */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(FuzzTest.Generous.class)
class FuzzTest {
    private static final int REQUESTS = Integer.getInteger("earshot.fuzz.requests", 1_500);
    private static final long SEED = Long.getLong("earshot.fuzz.seed", System.nanoTime());
    private static final int MOST_FAULTS = 10;

    /** All requests come from a few callers, and most of them in one session; and some stop all deliveries. */
    public static class Generous extends ManualDispatch {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> all = new HashMap<>(super.getConfigOverrides());
            all.put("earshot.limits.requests-per-second", "100000");
            all.put("earshot.limits.visit-calls-per-minute", "10000000");
            return all;
        }
    }

    InsightarcStub insightarc;
    NetmeraStub netmera;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Integer, Integer> statuses = new TreeMap<>();

    @Test
    void whatever_is_sent_is_answered_in_time_and_within_the_schema_and_never_by_a_failure() throws Exception {
        insightarc.reset();
        netmera.hasPanel(new JsonObject());
        Catalogue.ofASmallShop();
        JsonObject document =
                new JsonObject(RestAssured.get("/q/openapi?format=json").asString());
        FuzzRequests requests = new FuzzRequests(document, new Random(SEED));
        FuzzAnswers answers = new FuzzAnswers(document);
        Map<String, String> wrong = new LinkedHashMap<>();
        for (int i = 0; i < REQUESTS && wrong.size() < MOST_FAULTS; i++) {
            FuzzRequests.Sent sent = requests.next();
            HttpResponse<String> answer;
            try {
                answer = client.send(sent.request(), BodyHandlers.ofString());
            } catch (HttpTimeoutException e) {
                wrong.putIfAbsent(
                        sent.operation().name() + " hangs", sent.request().uri() + " " + sent.body());
                continue;
            }
            statuses.merge(answer.statusCode(), 1, Integer::sum);
            answers.fault(sent, answer)
                    .ifPresent(what -> wrong.putIfAbsent(
                            sent.operation().name() + " " + answer.statusCode(),
                            sent.request().uri() + " " + sent.body() + ": " + what));
            requests.learn(sent, answer.body());
        }
        System.out.printf(
                "Fuzzed %d operations and MCP with %d requests, seed %d: %s%n",
                requests.operations(), REQUESTS, SEED, statuses);
        assertThat(wrong).as("seed %d", SEED).isEmpty();
    }
}
