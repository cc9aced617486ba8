package dev.earshot.tool;

import io.vertx.core.json.JsonObject;

/** A tool as its callers see it. The schemas are JSON Schema 2020-12. */
record ToolDefinition(
        String name,
        String title,
        String description,
        JsonObject inputSchema,
        JsonObject outputSchema,
        JsonObject annotations) {}
