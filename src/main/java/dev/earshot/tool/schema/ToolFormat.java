package dev.earshot.tool.schema;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

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
    /** OpenAI's functions with {@code strict: true}. */
    OPENAI_STRICT {
        @Override
        JsonObject render(ToolDefinition tool) {
            JsonObject function = new JsonObject()
                    .put("name", tool.name())
                    .put("description", tool.description())
                    .put("strict", true)
                    .put("parameters", RestrictedSchema.OPENAI.of(tool.inputSchema()));
            return new JsonObject().put("type", "function").put("function", function);
        }
    },
    /** Gemini's function declarations. */
    GEMINI {
        @Override
        JsonObject render(ToolDefinition tool) {
            return new JsonObject()
                    .put("name", tool.name())
                    .put("description", tool.description())
                    .put("parameters", RestrictedSchema.GEMINI.of(tool.inputSchema()));
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

    /** As the parameter {@code format} names it, such as {@code openai-strict}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<ToolFormat> named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.wireName().equals(name))
                .findFirst();
    }

    /** All names, for an error. */
    public static String names() {
        return Arrays.stream(values()).map(ToolFormat::wireName).sorted().collect(Collectors.joining(", "));
    }
}
