package dev.earshot.shipping.image;

import static dev.earshot.testing.Api.admin;
import static dev.earshot.testing.Api.planner;
import static org.awaitility.Awaitility.await;

import dev.earshot.testing.Api;
import dev.earshot.testing.Catalogue;
import dev.earshot.testing.Mcp;
import dev.earshot.testing.Viewer;
import dev.earshot.testing.Visit;
import dev.earshot.testing.process.RunningApp;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Every route of our OpenAPI document, with its own example and ids of what is there, so a new one too; and every tool
 * over MCP.
 */
final class EveryRoute {
    private static final List<String> ORDER = List.of("get", "put", "patch", "post", "delete");
    private static final List<String> PAGES =
            List.of("/", "/q/health", "/q/health/ready", "/q/metrics", "/q/openapi", "/q/swagger-ui/", "/no-such-page");
    private static final String NDJSON = "application/x-ndjson";
    private static final String RULE = "{\"all\":[{\"any\":[\"int_hiking\"]}]}";
    private static final String CUSTOMER = "user_98765";

    private record Operation(String method, String path, JsonObject description) {}

    private final RunningApp app;
    private JsonObject document;
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, Integer> statuses = new TreeMap<>();

    EveryRoute(RunningApp app) {
        this.app = app;
    }

    /** The statuses by operation. */
    Map<String, Integer> take() {
        document = new JsonObject(RestAssured.get("/q/openapi?format=json").asString());
        PAGES.forEach(app::status);
        RestAssured.given().auth().oauth2("no.such.token").get("/audiences");
        imports();
        visit();
        audience();
        chat();
        operating();
        List<Operation> operations = new ArrayList<>();
        document.getJsonObject("paths")
                .forEach(path -> ((JsonObject) path.getValue())
                        .stream()
                                .filter(method -> ORDER.contains(method.getKey()))
                                .forEach(method -> operations.add(new Operation(
                                        method.getKey(), path.getKey(), (JsonObject) method.getValue()))));
        operations.sort(Comparator.comparing(operation -> ORDER.indexOf(operation.method())));
        operations.forEach(this::call);
        return statuses;
    }

    private void imports() {
        Catalogue.ofASmallShop();
        String bad = "{\"itemId\":1}\n\n{\"itemId\":\"x\",\"name\":\"X\"}\n";
        for (String accept : List.of("application/json", NDJSON)) {
            for (String path : List.of("/admin/items/import", "/admin/taxonomy/import")) {
                byte[] lines = bad.getBytes(StandardCharsets.UTF_8);
                RequestSpecification caller =
                        admin().contentType(NDJSON).accept(accept).body(lines);
                statuses.put(
                        "import " + path + " as " + accept, caller.post(path).statusCode());
                admin().contentType(NDJSON).accept(accept).body(lines).post(path + "?strict=true");
            }
        }
    }

    private void visit() {
        Visit visit = Visit.start(new JsonObject().put("entryPoint", "home"));
        ids.put("sessionId", visit.sessionId());
        visit.does("search_items", "query", "hiking backpack under 100");
        visit.does("identify_customer", "customerId", CUSTOMER, "profile", new JsonObject().put("name", "John"));
        visit.does("view_item", "itemId", "backpack-1");
        for (RequestSpecification caller : List.of(Api.chatgpt(), planner("ann"))) {
            for (JsonObject tool : Mcp.tools(caller)) {
                String name = tool.getString("name");
                boolean failed = Mcp.call(caller, name, arguments(name)).getBoolean("isError", false);
                statuses.put(name + " over MCP", failed ? 400 : 200);
            }
        }
    }

    private JsonObject arguments(String tool) {
        return switch (tool) {
            case "get_signals" -> new JsonObject().put("signal_spec", "hikers in california");
            case "activate_signal" ->
                new JsonObject()
                        .put("signal_agent_segment_id", "int_hiking")
                        .put(
                                "destinations",
                                JsonArray.of(
                                        new JsonObject().put("type", "platform").put("platform", "netmera")))
                        .put("idempotency_key", "one-key-of-the-record");
            case "get_adcp_capabilities" -> new JsonObject();
            case "search_signals" -> new JsonObject().put("query", "hikers");
            case "estimate_audience" -> new JsonObject().put("rule", new JsonObject(RULE));
            default ->
                example(document.getJsonObject("paths")
                        .getJsonObject("/tools/" + tool)
                        .getJsonObject("post"));
        };
    }

    private void audience() {
        String first = made();
        String activation =
                planner("ann").post("/audiences/{id}/activate", first).path("data.id");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> planner("ann")
                        .get("/audiences/{id}/activations/{activation}", first, activation)
                        .path("data.status")
                        .equals("done"));
        ids.put("/audiences/", first);
        ids.put("other audience", made());
        ids.put("activationId", activation);
        ids.put("customerId", CUSTOMER);
    }

    private static String made() {
        return planner("ann")
                .body("{\"name\":\"Hikers\",\"rule\":" + RULE + "}")
                .post("/audiences")
                .path("data.id");
    }

    private void chat() {
        String conversation = Api.conversation(planner("ann"));
        for (String prompt : List.of("People in California who bought hiking gear", "save it as Hikers", "yes")) {
            Viewer viewer = Viewer.asks(app.url(), "ann", conversation, prompt).awaitEnd();
            String last = viewer.ids().get(viewer.ids().size() - 1);
            Viewer.resumes(app.url(), "ann", conversation, last.replaceFirst("/.*", "/1"))
                    .awaitEnd();
            ids.put("/chat/messages/", last.replaceFirst("/.*", ""));
        }
        ids.put("/chat/conversations/", conversation);
        ids.put("/chat/ui/", conversation);
        ids.put("/chat/ag-ui/", conversation);
        ids.put("/v1/models/", "earshot");
    }

    private void operating() {
        ids.put(
                "/admin/api-keys/",
                admin().body("{\"platform\":\"x\",\"name\":\"y\"}")
                        .post("/admin/api-keys")
                        .path("data.id"));
        ids.put("/admin/customers/", CUSTOMER);
        ids.put("/taxonomy/signals/", "int_hiking");
        ids.put("/admin/items/", "backpack-1");
        ids.put(
                "/admin/test-events/",
                admin().body("{\"customerId\":\"user_98765\"}")
                        .post("/admin/test-events")
                        .path("data.id"));
        ids.put("/admin/deliveries/", admin().get("/admin/deliveries").path("data[0].id"));
    }

    private void call(Operation operation) {
        String path = operation.path();
        for (String part : Set.of("activationId", "customerId")) {
            path = path.replace("{" + part + "}", ids.getOrDefault(part, "none"));
        }
        String noun = path.split("\\{")[0];
        path = path.replaceAll("\\{[^}]+}", String.valueOf(ids.get(noun)));
        RequestSpecification caller =
                path.startsWith("/admin") ? admin() : path.startsWith("/tools") ? Api.chatgpt() : planner("ann");
        JsonObject bodies = operation
                .description()
                .getJsonObject("requestBody", new JsonObject())
                .getJsonObject("content", new JsonObject());
        if (bodies.containsKey("application/json")) {
            caller = caller.body(example(operation.description()).encode());
        } else if (!bodies.isEmpty()) {
            caller = caller.contentType(NDJSON)
                    .body("{\"itemId\":\"x\",\"name\":\"X\"}\n".getBytes(StandardCharsets.UTF_8));
        }
        Response answer = path.endsWith("/stream") && operation.method().equals("get")
                ? caller.queryParam("content", "Hikers").get(path)
                : caller.request(operation.method().toUpperCase(Locale.ROOT), path);
        statuses.put(operation.method() + " " + operation.path(), answer.statusCode());
    }

    private JsonObject example(JsonObject operation) {
        JsonObject example = operation
                .getJsonObject("requestBody")
                .getJsonObject("content")
                .getJsonObject("application/json")
                .getJsonObject("example", new JsonObject())
                .copy();
        if (example.containsKey("sessionId")) {
            example.put("sessionId", ids.get("sessionId"));
        }
        return new JsonObject(example.encode()
                .replace("aud_01", ids.getOrDefault("/audiences/", "none"))
                .replace("aud_02", ids.getOrDefault("other audience", "none")));
    }
}
