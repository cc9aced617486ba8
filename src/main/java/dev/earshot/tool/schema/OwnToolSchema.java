package dev.earshot.tool.schema;

import dev.earshot.tool.backend.OwnTool;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A tool of one's own, as an entry of {@code tools.json}. */
final class OwnToolSchema {
    private OwnToolSchema() {}

    static JsonObject of(OwnTool tool) {
        return new JsonObject()
                .put("name", tool.name())
                .put("title", tool.title())
                .put("description", tool.description())
                .put("consequential", tool.consequential())
                .put("example", tool.example())
                .put("inputSchema", input(tool.arguments()))
                .put("outputSchema", output(tool))
                .put("annotations", tool.hints());
    }

    /** Every tool belongs to a session: its customer, context and events. */
    private static JsonObject input(JsonObject arguments) {
        JsonObject properties = new JsonObject().put("sessionId", CustomToolSchema.session());
        properties.mergeIn(arguments.getJsonObject("properties"));
        JsonArray required = new JsonArray().add("sessionId");
        arguments.getJsonArray("required", new JsonArray()).forEach(required::add);
        return arguments.copy().put("properties", properties).put("required", required);
    }

    /** As in a result of search_items. */
    private static JsonObject hit() {
        JsonObject text = new JsonObject().put("type", "string");
        JsonObject properties = new JsonObject();
        List.of("itemId", "name", "category", "currency", "url", "imageUrl", "snippet")
                .forEach(field -> properties.put(field, text));
        properties.put("price", new JsonObject().put("type", "number"));
        return new JsonObject()
                .put("type", "object")
                .put("properties", properties)
                .put("required", new JsonArray().add("itemId").add("name"));
    }

    private static JsonObject output(OwnTool tool) {
        JsonObject properties = new JsonObject().put("sessionId", new JsonObject().put("type", "string"));
        JsonArray required = new JsonArray().add("sessionId").add("context");
        if (tool.hasResult()) {
            properties.put("result", tool.resultSchema());
            required.add("result");
        }
        if (tool.items().isPresent()) {
            properties
                    .put("items", new JsonObject().put("type", "array").put("items", hit()))
                    .put("total", new JsonObject().put("type", "integer"));
            required.add("items").add("total");
        }
        properties.put("context", new JsonObject().put("$ref", "#/$defs/context"));
        return new JsonObject()
                .put("type", "object")
                .put("properties", properties)
                .put("required", required);
    }
}
