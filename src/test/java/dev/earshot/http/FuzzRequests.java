package dev.earshot.http;

import dev.earshot.testing.Api;
import dev.earshot.testing.Mcp;
import dev.earshot.testing.RandomJson;
import dev.earshot.testing.Visit;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** Requests to every route of an OpenAPI document, with ids from earlier answers. */
class FuzzRequests {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** One route of the document. */
    record Operation(String method, String path, JsonObject description) {
        static final Operation MCP = new Operation("POST", "/mcp", new JsonObject());

        String name() {
            return method + " " + path;
        }

        /** What its ids are ids of: the path up to the first of them. */
        String noun() {
            return path.split("/\\{")[0];
        }
    }

    record Sent(Operation operation, HttpRequest request, String body) {}

    private final Random random;
    private final RandomJson json;
    private final List<Operation> operations = new ArrayList<>();
    private final List<JsonObject> tools;
    private final LearnedIds ids;
    private final FuzzBodies bodies;
    private int made;

    FuzzRequests(JsonObject document, Random random) {
        this.random = random;
        this.json = new RandomJson(random, document);
        this.ids = new LearnedIds(random);
        this.bodies = new FuzzBodies(random, json, ids);
        this.tools = Stream.of(Api.chatgpt(), Api.planner("ann"))
                .flatMap(caller -> Mcp.tools(caller).stream())
                .toList();
        document.getJsonObject("paths")
                .forEach(path -> ((JsonObject) path.getValue())
                        .stream()
                                .filter(method -> METHODS.contains(method.getKey()))
                                .forEach(method -> operations.add(
                                        new Operation(method.getKey().toUpperCase(), path.getKey(), (JsonObject)
                                                method.getValue()))));
    }

    int operations() {
        return operations.size();
    }

    Sent next() {
        if (made++ % 200 == 0) {
            bodies.belongTo(Visit.anonymous().sessionId());
        }
        return random.nextInt(15) == 0 ? overMcp() : request(operations.get(random.nextInt(operations.size())));
    }

    /** Ids in an answer are used for what comes after it. */
    void learn(Sent sent, String answer) {
        ids.learn(sent.operation().noun(), answer);
    }

    private Sent request(Operation operation) {
        String path = operation.path();
        StringBuilder query = new StringBuilder();
        HttpRequest.Builder request = HttpRequest.newBuilder().timeout(LONGEST);
        for (Object entry : operation.description().getJsonArray("parameters", new JsonArray())) {
            JsonObject parameter = (JsonObject) entry;
            String name = parameter.getString("name");
            String value = String.valueOf(json.value(parameter.getJsonObject("schema", new JsonObject())));
            switch (parameter.getString("in")) {
                case "path" -> path = path.replace("{" + name + "}", encoded(ids.id(operation.noun(), value)));
                case "query" -> add(query, name, value);
                default -> {
                    if (random.nextInt(4) == 0) {
                        request.header(name, value.replaceAll("[^\\x21-\\x7e]", "x"));
                    }
                }
            }
        }
        if (random.nextInt(20) == 0) {
            add(query, json.text(), json.text());
        }
        authenticate(request, operation.path());
        String body = body(operation, request);
        return new Sent(
                operation,
                request.uri(URI.create("http://localhost:" + RestAssured.port + path + query))
                        .method(
                                operation.method(),
                                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                body);
    }

    private static void add(StringBuilder query, String name, String value) {
        query.append(query.isEmpty() ? "?" : "&")
                .append(encoded(name))
                .append('=')
                .append(encoded(value));
    }

    /** Mostly a permitted caller, and now and then none or another one. */
    private void authenticate(HttpRequest.Builder request, String path) {
        boolean platform = path.startsWith("/tools") || path.equals("/mcp");
        switch (random.nextInt(15)) {
            case 0 -> {}
            case 1 -> request.header("X-API-Key", "guessed");
            case 2 -> request.header("X-API-Key", Api.CHATGPT_KEY);
            case 3 -> request.header("Authorization", "Bearer " + token());
            default -> {
                if (platform) {
                    request.header("X-API-Key", Api.CHATGPT_KEY);
                } else {
                    request.header("Authorization", "Bearer " + token());
                }
            }
        }
    }

    private static String token() {
        return Api.issuer().token("alice", "earshot", Set.of("admin", "planner"), "");
    }

    private String body(Operation operation, HttpRequest.Builder request) {
        JsonObject body = operation.description().getJsonObject("requestBody");
        if (body == null) {
            return null;
        }
        JsonObject content = body.getJsonObject("content", new JsonObject());
        List<String> types = List.copyOf(content.fieldNames());
        String type = types.isEmpty() ? "application/json" : types.get(random.nextInt(types.size()));
        request.header("Content-Type", random.nextInt(30) == 0 ? "text/plain" : type);
        JsonObject schema = content.getJsonObject(type, new JsonObject()).getJsonObject("schema", new JsonObject());
        return bodies.of(schema, type.equals("application/json"));
    }

    private Sent overMcp() {
        String body = bodies.message(tools.get(random.nextInt(tools.size())), made);
        HttpRequest.Builder request = HttpRequest.newBuilder()
                .timeout(LONGEST)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream");
        authenticate(request, Operation.MCP.path());
        return new Sent(
                Operation.MCP,
                request.uri(URI.create("http://localhost:" + RestAssured.port + "/mcp"))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                body);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
