package dev.earshot.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.earshot.testing.RandomJson;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.VertxModule;
import java.util.List;
import java.util.Random;

/** Bodies of requests: mostly what a schema allows, in a session and about things that exist. */
class FuzzBodies {
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
    private static final ObjectWriter WRITER =
            new ObjectMapper().registerModule(new VertxModule()).writer();

    private final Random random;
    private final RandomJson json;
    private final LearnedIds ids;
    private String session;

    FuzzBodies(Random random, RandomJson json, LearnedIds ids) {
        this.random = random;
        this.json = json;
        this.ids = ids;
    }

    /** The bodies after this belong to this session, if they name one. */
    void belongTo(String session) {
        this.session = session;
    }

    /** @param isJson whether a text must be written as JSON too */
    String of(JsonObject schema, boolean isJson) {
        Object value = json.value(schema);
        return random.nextInt(20) == 0 || (!isJson && value instanceof String) ? json.text() : text(value);
    }

    /** A message to MCP, mostly a call of this tool. */
    String message(JsonObject tool, int id) {
        JsonObject arguments = json.value(tool.getJsonObject("inputSchema")) instanceof JsonObject object
                ? object
                : new JsonObject().put("x", json.text());
        replace(arguments, "sessionId", session);
        replace(arguments, "itemId", "tent-1");
        JsonObject params = new JsonObject().put("name", tool.getString("name")).put("arguments", arguments);
        JsonObject message = new JsonObject()
                .put("jsonrpc", "2.0")
                .put("id", id)
                .put("method", random.nextInt(5) == 0 ? method() : "tools/call")
                .put("params", random.nextInt(20) == 0 ? json.value(new JsonObject()) : params);
        return random.nextInt(30) == 0 ? json.text() : mangled(written(message));
    }

    private String method() {
        return random.nextInt(4) == 0 ? json.text() : MCP_METHODS.get(random.nextInt(MCP_METHODS.size()));
    }

    private String text(Object value) {
        if (value instanceof JsonObject object) {
            replace(object, "sessionId", session);
            replace(object, "itemId", "tent-1");
            replace(object, "conversationId", ids.id("/chat/conversations", "conv_x"));
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
}
