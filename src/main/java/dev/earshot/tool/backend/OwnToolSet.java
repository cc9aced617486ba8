package dev.earshot.tool.backend;

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

    /** JSON Schema of what a backend adds to the answers of standard tools, by the tool. */
    public Map<String, JsonObject> results() {
        return standard.results().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().schema()));
    }
}
