package dev.earshot.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.testing.Api;
import dev.earshot.testing.Catalogue;
import dev.earshot.testing.InsightarcStub;
import dev.earshot.testing.ManualDispatch;
import dev.earshot.testing.NetmeraStub;
import dev.earshot.testing.RandomJson;
import dev.earshot.testing.Surroundings;
import dev.earshot.testing.Visit;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Sends what our own OpenAPI document allows, and much that it doesn't, to every route in it. {@code -Dearshot.fuzz.requests=50000} sends more,
 * {@code -Dearshot.fuzz.seed=…} the same again.
 */
@QuarkusTest
@WithTestResource(Surroundings.class)
@TestProfile(FuzzTest.Generous.class)
class FuzzTest {
    private static final int REQUESTS = Integer.getInteger("earshot.fuzz.requests", 1_500);
    private static final long SEED = Long.getLong("earshot.fuzz.seed", System.nanoTime());
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** All requests come from one caller, and most of them in one visit. */
    public static class Generous extends ManualDispatch {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> all = new HashMap<>(super.getConfigOverrides());
            all.put("earshot.limits.requests-per-second", "100000");
            all.put("earshot.limits.visit-calls-per-minute", "10000000");
            return all;
        }
    }

    private record Operation(String method, String path, JsonObject description) {}

    InsightarcStub insightarc;
    NetmeraStub netmera;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Random random = new Random(SEED);
    private JsonObject document;
    private RandomJson json;
    private final Map<String, Validator> validators = new HashMap<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private String session;

    @Test
    void whatever_is_sent_is_answered_in_time_and_within_the_schema_and_never_by_a_failure() throws Exception {
        document = new JsonObject(RestAssured.get("/q/openapi?format=json").asString());
        json = new RandomJson(random, document);
        insightarc.reset();
        netmera.hasPanel(new JsonObject());
        Catalogue.ofASmallShop();
        List<Operation> operations = operations();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < REQUESTS && wrong.size() < 10; i++) {
            if (i % 200 == 0) {
                session = Visit.anonymous().sessionId();
            }
            Operation operation = operations.get(random.nextInt(operations.size()));
            HttpRequest request = request(operation);
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            statuses.merge(answer.statusCode(), 1, Integer::sum);
            String fault = fault(operation, answer);
            if (fault != null) {
                wrong.add(operation.method() + " " + request.uri() + ": " + fault);
            }
        }
        System.out.printf(
                "Fuzzed %d operations with %d requests, seed %d: %s%n", operations.size(), REQUESTS, SEED, statuses);
        assertThat(wrong).as("seed %d", SEED).isEmpty();
    }

    private List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        document.getJsonObject("paths")
                .forEach(path -> ((JsonObject) path.getValue()).forEach(method -> {
                    if (Set.of("get", "post", "put", "patch", "delete").contains(method.getKey())) {
                        all.add(new Operation(
                                method.getKey().toUpperCase(), path.getKey(), (JsonObject) method.getValue()));
                    }
                }));
        return all;
    }

    private HttpRequest request(Operation operation) {
        String path = operation.path();
        StringBuilder query = new StringBuilder();
        HttpRequest.Builder request = HttpRequest.newBuilder().timeout(LONGEST);
        for (Object entry : operation.description().getJsonArray("parameters", new JsonArray())) {
            JsonObject parameter = (JsonObject) entry;
            String name = parameter.getString("name");
            String value = String.valueOf(json.value(parameter.getJsonObject("schema", new JsonObject())));
            switch (parameter.getString("in")) {
                case "path" -> path = path.replace("{" + name + "}", encoded(value.isEmpty() ? "x" : value));
                case "query" ->
                    query.append(query.isEmpty() ? "?" : "&")
                            .append(name)
                            .append('=')
                            .append(encoded(value));
                default -> {
                    if (random.nextBoolean()) {
                        request.header(name, value.replaceAll("[^\\x21-\\x7e]", "x"));
                    }
                }
            }
        }
        if (random.nextInt(20) == 0) {
            query.append(query.isEmpty() ? "?" : "&")
                    .append(encoded(json.text()))
                    .append('=')
                    .append(encoded(json.text()));
        }
        authenticate(request);
        return request.uri(URI.create("http://localhost:" + RestAssured.port + path + query))
                .method(operation.method(), body(operation, request))
                .build();
    }

    private void authenticate(HttpRequest.Builder request) {
        switch (random.nextInt(10)) {
            case 0 -> {}
            case 1 -> request.header("X-API-Key", "guessed");
            case 2, 3, 4 -> request.header("Authorization", "Bearer " + Api.token("alice", "admin"));
            default -> request.header("X-API-Key", Api.CHATGPT_KEY);
        }
    }

    private HttpRequest.BodyPublisher body(Operation operation, HttpRequest.Builder request) {
        JsonObject body = operation.description().getJsonObject("requestBody");
        if (body == null) {
            return BodyPublishers.noBody();
        }
        var content = body.getJsonObject("content", new JsonObject());
        String type = content.isEmpty()
                ? "application/json"
                : content.fieldNames().iterator().next();
        request.header("Content-Type", random.nextInt(30) == 0 ? "text/plain" : type);
        JsonObject schema = content.isEmpty()
                ? new JsonObject()
                : content.getJsonObject(type).getJsonObject("schema", new JsonObject());
        return BodyPublishers.ofString(random.nextInt(20) == 0 ? json.text() : text(json.value(schema)));
    }

    private String text(Object value) {
        if (value instanceof JsonObject object && object.containsKey("sessionId") && random.nextInt(10) > 0) {
            object.put("sessionId", session);
            if (object.containsKey("itemId") && random.nextBoolean()) {
                object.put("itemId", "tent-1");
            }
        }
        return io.vertx.core.json.Json.encode(value);
    }

    /** What is wrong with an answer, or {@code null}. */
    private String fault(Operation operation, HttpResponse<String> answer) {
        int status = answer.statusCode();
        if (status >= 500) {
            return status + " " + answer.body();
        }
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (status >= 400) {
            return type.startsWith("application/problem+json")
                    ? schemaFault("Problem", new JsonObject().put("$ref", "#/$defs/Problem"), answer.body())
                    : answer.body().isEmpty() ? null : status + " as " + type + ": " + answer.body();
        }
        JsonObject declared =
                operation.description().getJsonObject("responses").getJsonObject(Integer.toString(status));
        if (declared == null) {
            return operation.path().startsWith("/tools/") ? "undeclared " + status : null;
        }
        JsonObject schema = declared.getJsonObject("content", new JsonObject())
                .getJsonObject("application/json", new JsonObject())
                .getJsonObject("schema");
        return schema == null || !type.startsWith("application/json")
                ? null
                : schemaFault(operation.method() + operation.path() + status, schema, answer.body());
    }

    private String schemaFault(String name, JsonObject schema, String body) {
        Validator validator = validators.computeIfAbsent(name, key -> {
            JsonObject whole = schema.copy()
                    .put("$defs", document.getJsonObject("components").getJsonObject("schemas"));
            JsonObject local = new JsonObject(whole.encode().replace("#/components/schemas/", "#/$defs/"));
            return Validator.create(
                    JsonSchema.of(local),
                    new JsonSchemaOptions().setDraft(Draft.DRAFT202012).setBaseUri("https://earshot.dev/openapi"));
        });
        try {
            OutputUnit result = validator.validate(new JsonObject(body));
            return result.getValid() ? null : "outside the schema: " + result.getErrors() + " " + body;
        } catch (DecodeException e) {
            return "no JSON object: " + body;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
