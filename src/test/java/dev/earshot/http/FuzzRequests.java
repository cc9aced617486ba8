package dev.earshot.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.earshot.testing.Api;
import dev.earshot.testing.Mcp;
import dev.earshot.testing.RandomJson;
import dev.earshot.testing.Visit;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.VertxModule;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Requests to every route of an OpenAPI document, with ids from earlier answers. */
class FuzzRequests {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]{1,100})\"");
    private static final List<String> MCP_METHODS = List.of(
            "initialize",
            "ping",
            "tools/list",
            "prompts/list",
            "prompts/get",
            "resources/list",
            "resources/read",
            "resources/subscribe",
            "completion/complete",
            "logging/setLevel",
            "notifications/initialized",
            "notifications/cancelled",
            "notifications/progress",
            "notifications/roots/list_changed");
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int MOST_KNOWN = 30;
    private static final ObjectWriter WRITER =
            new ObjectMapper().registerModule(new VertxModule()).writer();

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
    private final Map<String, List<String>> known = new HashMap<>();
    private int made;
    private String session;

    FuzzRequests(JsonObject document, Random random) {
        this.random = random;
        this.json = new RandomJson(random, document);
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
            session = Visit.anonymous().sessionId();
        }
        return random.nextInt(15) == 0 ? overMcp() : request(operations.get(random.nextInt(operations.size())));
    }

    /** Ids in an answer are used for what comes after it. */
    void learn(Sent sent, String answer) {
        Matcher ids = ID.matcher(answer);
        List<String> seen = known.computeIfAbsent(sent.operation().noun(), noun -> new ArrayList<>());
        for (int i = 0; i < 3 && ids.find(); i++) {
            if (seen.size() == MOST_KNOWN) {
                seen.remove(random.nextInt(MOST_KNOWN));
            }
            seen.add(ids.group(1));
        }
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
                case "path" -> path = path.replace("{" + name + "}", encoded(id(operation.noun(), value)));
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

    private String id(String noun, String anything) {
        List<String> ids = known.getOrDefault(noun, List.of());
        return !ids.isEmpty() && random.nextInt(10) > 0
                ? ids.get(random.nextInt(ids.size()))
                : anything.matches("\\.{0,2}") ? "x" : anything;
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
        Object value = json.value(schema);
        boolean isJson = type.equals("application/json");
        return random.nextInt(20) == 0 || (!isJson && value instanceof String) ? json.text() : text(value);
    }

    private String text(Object value) {
        if (value instanceof JsonObject object) {
            replace(object, "sessionId", session);
            replace(object, "itemId", "tent-1");
            replace(object, "conversationId", id("/chat/conversations", "conv_x"));
        }
        return mangled(written(value));
    }

    /** With its nulls, which the application's own writer leaves out. */
    private static String written(Object value) {
        try {
            return WRITER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Now and then a number that no double holds, or a key twice. */
    private String mangled(String body) {
        return switch (random.nextInt(50)) {
            case 0 -> body.replaceFirst(":-?\\d+(\\.\\d+)?", ":1e400");
            case 1 -> body.replaceFirst("\\{(\"[^\"\\\\]+\":)", "{$1null,$1");
            default -> body;
        };
    }

    private void replace(JsonObject object, String field, String known) {
        if (object.containsKey(field) && random.nextInt(10) > 0) {
            object.put(field, known);
        }
    }

    private Sent overMcp() {
        JsonObject tool = tools.get(random.nextInt(tools.size()));
        JsonObject arguments = json.value(tool.getJsonObject("inputSchema")) instanceof JsonObject object
                ? object
                : new JsonObject().put("x", json.text());
        replace(arguments, "sessionId", session);
        replace(arguments, "itemId", "tent-1");
        JsonObject params = new JsonObject().put("name", tool.getString("name")).put("arguments", arguments);
        JsonObject message = new JsonObject()
                .put("jsonrpc", "2.0")
                .put("id", made)
                .put("method", random.nextInt(5) == 0 ? method() : "tools/call")
                .put("params", random.nextInt(20) == 0 ? json.value(new JsonObject()) : params);
        String body = random.nextInt(30) == 0 ? json.text() : mangled(written(message));
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

    private String method() {
        return random.nextInt(4) == 0 ? json.text() : MCP_METHODS.get(random.nextInt(MCP_METHODS.size()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
