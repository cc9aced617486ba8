package dev.earshot.tool.schema;

import dev.earshot.event.EventDefinition;
import dev.earshot.event.ParameterType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A custom event as a tool: its entry of {@code tools.json}, made of the configuration. */
public final class CustomToolSchema {
    /** The shape of a day; whether it exists is checked apart from it. */
    static final String DAY = "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$";

    private static final int LONGEST_TEXT = 1000;
    private static final double LARGEST_NUMBER = 1e15;

    private CustomToolSchema() {}

    /** {@code ai_quote_requested} is recorded by {@code record_ai_quote_requested}. */
    public static String toolName(EventDefinition event) {
        return "record_" + event.name();
    }

    static JsonObject of(EventDefinition event) {
        JsonObject example = new JsonObject().put("sessionId", "sess_01jd3kq7f0x2m9c4z8v1n6b5t3");
        event.required().forEach((parameter, type) -> example.put(parameter, example(type)));
        return new JsonObject()
                .put("name", toolName(event))
                .put("title", "Record " + event.name().replace('_', ' '))
                .put("description", event.description())
                .put("consequential", false)
                .put("example", example)
                .put("inputSchema", input(event))
                .put("outputSchema", output())
                .put(
                        "annotations",
                        new JsonObject()
                                .put("readOnlyHint", false)
                                .put("destructiveHint", false)
                                .put("idempotentHint", false)
                                .put("openWorldHint", false));
    }

    private static JsonObject input(EventDefinition event) {
        JsonObject properties = new JsonObject().put("sessionId", session());
        event.parameters().forEach((parameter, type) -> properties.put(parameter, schema(type)));
        JsonArray required = new JsonArray().add("sessionId");
        event.required().keySet().forEach(required::add);
        return new JsonObject()
                .put("type", "object")
                .put("properties", properties)
                .put("required", required)
                .put("additionalProperties", false);
    }

    static JsonObject session() {
        return new JsonObject()
                .put("description", "The session, from start_session.")
                .put("type", "string")
                .put("minLength", 1)
                .put("maxLength", 64);
    }

    private static JsonObject output() {
        return new JsonObject()
                .put("type", "object")
                .put(
                        "properties",
                        new JsonObject()
                                .put("sessionId", new JsonObject().put("type", "string"))
                                .put("context", new JsonObject().put("$ref", "#/$defs/context")))
                .put("required", new JsonArray().add("sessionId").add("context"));
    }

    private static JsonObject schema(ParameterType type) {
        JsonObject schema = new JsonObject();
        return switch (type) {
            case TEXT -> schema.put("type", "string").put("minLength", 1).put("maxLength", LONGEST_TEXT);
            case NUMBER -> bounded(schema.put("type", "number"));
            case INTEGER -> bounded(schema.put("type", "integer"));
            case BOOLEAN -> schema.put("type", "boolean");
            case DATE ->
                schema.put("description", "A day, such as 2026-01-31.")
                        .put("type", "string")
                        .put("pattern", DAY);
        };
    }

    private static JsonObject bounded(JsonObject schema) {
        return schema.put("minimum", -LARGEST_NUMBER).put("maximum", LARGEST_NUMBER);
    }

    private static Object example(ParameterType type) {
        return switch (type) {
            case TEXT -> "text";
            case NUMBER -> 9.5;
            case INTEGER -> 9;
            case BOOLEAN -> true;
            case DATE -> "2026-01-31";
        };
    }
}
