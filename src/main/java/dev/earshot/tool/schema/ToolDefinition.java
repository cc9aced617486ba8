package dev.earshot.tool.schema;

import io.vertx.core.json.JsonObject;

/**
 * A tool as its callers see it. The schemas are JSON Schema 2020-12.
 *
 * @param consequential whether a platform should always ask the customer before it calls it
 * @param example possible arguments; {@code null} if none are known that the tool would take
 */
public record ToolDefinition(
        String name,
        String title,
        String description,
        boolean consequential,
        JsonObject example,
        JsonObject inputSchema,
        JsonObject outputSchema,
        JsonObject annotations) {

    ToolDefinition withoutExample() {
        return new ToolDefinition(
                name, title, description, consequential, null, inputSchema, outputSchema, annotations);
    }
}
