package dev.earshot.tool.schema;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;

/** The shapes in which AI platforms take a tool's definition. */
public enum ToolFormat {
    OPENAI {
        @Override
        JsonObject render(ToolDefinition tool) {
            JsonObject function = new JsonObject()
                    .put("name", tool.name())
                    .put("description", tool.description())
                    .put("parameters", tool.inputSchema());
            return new JsonObject().put("type", "function").put("function", function);
        }
    },
    ANTHROPIC {
        @Override
        JsonObject render(ToolDefinition tool) {
            return new JsonObject()
                    .put("name", tool.name())
                    .put("description", tool.description())
                    .put("input_schema", tool.inputSchema());
        }
    },
    MCP {
        @Override
        JsonObject render(ToolDefinition tool) {
            return new JsonObject()
                    .put("name", tool.name())
                    .put("title", tool.title())
                    .put("description", tool.description())
                    .put("inputSchema", tool.inputSchema())
                    .put("outputSchema", tool.outputSchema())
                    .put("annotations", tool.annotations());
        }
    };

    abstract JsonObject render(ToolDefinition tool);

    public static Optional<ToolFormat> named(String name) {
        for (ToolFormat format : values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
