package dev.earshot.tool.schema;

import dev.earshot.common.ApiException;
import dev.earshot.event.EventDefinition;
import dev.earshot.tool.backend.OwnTool;
import dev.earshot.tool.backend.OwnToolSet;
import dev.earshot.tool.backend.file.ToolsFileFault;
import dev.earshot.tool.idempotency.IdempotencyKey;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All tools of one reading of the tools file: as platforms see them, and the check of arguments. It never changes, so
 * that a call is checked and run by the same tools.
 */
public final class ToolDefinitions {
    private static final String PLATFORMS = "/tool/tools.json";
    private static final String SHARED = "$defs";

    /** AdCP's own name for an idempotency key. */
    private static final String KEY_OF_ADCP = "idempotency_key";

    private static final JsonObject IDEMPOTENCY_KEY = new JsonObject()
            .put("description", "A key for this call; a retry with the same key has no second effect.")
            .put("type", "string")
            .put("minLength", 1)
            .put("maxLength", 255)
            .put("pattern", "\\S");

    /** Tools of planners and of AdCP, which MCP lists beside these. */
    private static final Set<String> OTHERS = Stream.of("/tool/planner-tools.json", "/tool/adcp-tools.json")
            .flatMap(file -> read(file).getJsonArray("tools").stream())
            .map(tool -> ((JsonObject) tool).getString("name"))
            .collect(Collectors.toUnmodifiableSet());

    private final JsonObject shared;
    private final Map<String, ToolDefinition> definitions = new LinkedHashMap<>();
    private final Map<String, ArgumentValidator> checks = new LinkedHashMap<>();

    /** @param resource a file of the same form as {@code tools.json} */
    static ToolDefinitions of(String resource, List<EventDefinition> custom) {
        return new ToolDefinitions(resource, custom, Map.of());
    }

    /** @throws ToolsFileFault if a tool of one's own has the name of another */
    static ToolDefinitions of(List<EventDefinition> custom, OwnToolSet own) {
        ToolDefinitions definitions = new ToolDefinitions(PLATFORMS, own.recordable(custom), own.results());
        own.tools().forEach(definitions::add);
        return definitions;
    }

    /** @param results schemas of what a backend adds to answers, by the tool */
    private ToolDefinitions(String resource, List<EventDefinition> custom, Map<String, JsonObject> results) {
        JsonObject file = read(resource);
        shared = file.getJsonObject(SHARED);
        file.getJsonArray("tools").stream()
                .map(JsonObject.class::cast)
                .forEach(tool -> add(with(results.get(tool.getString("name")), tool)));
        custom.forEach(event -> add(CustomToolSchema.of(event)));
    }

    private static JsonObject with(JsonObject result, JsonObject tool) {
        if (result != null) {
            tool.getJsonObject("outputSchema").getJsonObject("properties").put("result", result);
        }
        return tool;
    }

    private void add(OwnTool tool) {
        if (has(tool.name()) || OTHERS.contains(tool.name())) {
            throw new ToolsFileFault("tools." + tool.name(), "must have another name: there is such a tool already");
        }
        add(OwnToolSchema.of(tool));
    }

    private void add(JsonObject entry) {
        JsonObject arguments = inputSchema(entry);
        ToolDefinition tool = definition(entry, arguments, shared);
        ArgumentValidator check = new ArgumentValidator(arguments);
        // One made up from types alone may break a pattern or a bound.
        boolean possible = check.faults(tool.example()).isEmpty();
        definitions.put(tool.name(), possible ? tool : tool.withoutExample());
        checks.put(tool.name(), check);
    }

    Collection<ToolDefinition> all() {
        return definitions.values();
    }

    List<JsonObject> render(ToolFormat format) {
        return definitions.values().stream().map(format::render).toList();
    }

    public boolean has(String tool) {
        return definitions.containsKey(tool);
    }

    /** The arguments without those that are {@code null}; refuses what the tool does not accept, naming each fault. */
    public JsonObject checked(String tool, JsonObject given) {
        if (!has(tool)) {
            throw ToolCatalogue.unknown();
        }
        JsonObject arguments = checks.get(tool)
                .withoutNulls(NamedValues.asMaps(definitions.get(tool).inputSchema(), given));
        List<ApiException.Fault> faults = checks.get(tool).faults(arguments);
        if (!faults.isEmpty()) {
            String detail = String.join(
                    "; ",
                    faults.stream()
                            .map(fault -> fault.field() + " " + fault.message())
                            .toList());
            throw ApiException.invalid("INVALID_ARGUMENTS", detail, faults);
        }
        return arguments;
    }

    /** Whether a tool changes nothing, so that a repetition is harmless. */
    public boolean isReadOnly(String tool) {
        return definitions.get(tool).annotations().getBoolean("readOnlyHint");
    }

    private static ToolDefinition definition(JsonObject tool, JsonObject arguments, JsonObject shared) {
        return new ToolDefinition(
                tool.getString("name"),
                tool.getString("title"),
                tool.getString("description"),
                tool.getBoolean("consequential"),
                tool.getJsonObject("example"),
                UnionTypes.split(arguments),
                tool.getJsonObject("outputSchema").copy().put(SHARED, shared),
                tool.getJsonObject("annotations"));
    }

    /** All tools with effects take an idempotency key. */
    private static JsonObject inputSchema(JsonObject tool) {
        JsonObject schema = tool.getJsonObject("inputSchema");
        boolean readOnly = tool.getJsonObject("annotations").getBoolean("readOnlyHint");
        if (!readOnly && !schema.getJsonObject("properties").containsKey(KEY_OF_ADCP)) {
            schema.getJsonObject("properties").put(IdempotencyKey.ARGUMENT, IDEMPOTENCY_KEY);
        }
        return schema;
    }

    private static JsonObject read(String resource) {
        try (InputStream file = ToolDefinitions.class.getResourceAsStream(resource)) {
            return new JsonObject(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
