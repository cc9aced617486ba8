package dev.earshot.tool.backend;

import dev.earshot.event.EventDefinition;
import dev.earshot.tool.backend.client.Backend;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that one reading of the tools file says.
 *
 * @param imageOrigins where pictures of a backend's items come from, such as {@code https://images.shop.example}
 */
public record OwnToolSet(
        List<OwnTool> tools, StandardOperations standard, List<String> imageOrigins, Set<Backend> backends) {

    public static final OwnToolSet NONE = new OwnToolSet(List.of(), StandardOperations.NONE, List.of(), Set.of());

    public Set<String> names() {
        return tools.stream().map(OwnTool::name).collect(Collectors.toSet());
    }

    /** The events that no tool of one's own causes, and that a tool of their own must record. */
    public List<EventDefinition> recordable(List<EventDefinition> custom) {
        Set<String> caused = tools.stream()
                .flatMap(tool -> tool.event().stream())
                .map(event -> event.definition().name())
                .collect(Collectors.toSet());
        return custom.stream().filter(event -> !caused.contains(event.name())).toList();
    }

    /** JSON Schema of what a backend adds to the answers of standard tools, by the tool. */
    public Map<String, JsonObject> results() {
        return standard.results().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().schema()));
    }
}
