package dev.earshot.tool.backend.openapi;

import dev.earshot.tool.backend.file.SourceFiles;
import dev.earshot.tool.backend.file.ToolsFileFault;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A document of OpenAPI 3.0 or 3.1 as a plain tree.
 *
 * @param file as the tools file names it
 */
record ApiDocument(String file, Map<String, Object> root) {
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
    /** References that lead to another reference; more are a mistake, if no circle. */
    private static final int LONGEST_CHAIN = 20;

    static ApiDocument read(SourceFiles sources, String file, Path path) {
        Map<String, Object> root = map(sources.read(file, path));
        if (!(root.get("openapi") instanceof String version) || !version.matches("3\\.[01]\\.\\d+.*")) {
            throw new ToolsFileFault(file, "must be a document of OpenAPI 3.0 or 3.1");
        }
        return new ApiDocument(file, root);
    }

    boolean isBefore31() {
        return root.get("openapi").toString().startsWith("3.0.");
    }

    Optional<ApiOperation> operation(String id) {
        List<ApiOperation> found = map(root.get("paths")).entrySet().stream()
                .flatMap(path -> {
                    Map<String, Object> item = map(resolved(path.getValue(), id, "paths." + path.getKey()));
                    return item.entrySet().stream()
                            .filter(one -> METHODS.contains(one.getKey()))
                            .filter(one -> id.equals(map(one.getValue()).get("operationId")))
                            .map(one ->
                                    new ApiOperation(this, id, one.getKey(), path.getKey(), item, map(one.getValue())));
                })
                .toList();
        if (found.size() > 1) {
            throw fault(id, "operationId", "must be unique");
        }
        return found.stream().findFirst();
    }

    /** What a reference leads to; any other value is returned as it is. */
    Object resolved(Object value, String operation, String at) {
        Object reached = value;
        for (int steps = 0; map(reached).get("$ref") instanceof String reference; steps++) {
            if (steps == LONGEST_CHAIN) {
                throw fault(operation, at, "leads in a circle, through " + reference);
            }
            reached = target(reference, operation, at);
        }
        return reached;
    }

    /** What one reference names. */
    Object target(String reference, String operation, String at) {
        if (!reference.startsWith("#/")) {
            throw fault(operation, at, "names " + reference + "; only parts of the same document can be named");
        }
        Object reached = root;
        for (String step : reference.substring(2).split("/", -1)) {
            String name = decoded(step).replace("~1", "/").replace("~0", "~");
            reached = reached instanceof List<?> list
                    ? entry(list, name)
                    : map(reached).get(name);
        }
        if (reached == null) {
            throw fault(operation, at, "names " + reference + ", which is missing");
        }
        return reached;
    }

    private static Object entry(List<?> list, String name) {
        return name.matches("\\d{1,6}") && Integer.parseInt(name) < list.size()
                ? list.get(Integer.parseInt(name))
                : null;
    }

    private static String decoded(String step) {
        try {
            return URLDecoder.decode(step.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return step;
        }
    }

    ToolsFileFault fault(String operation, String at, String expectation) {
        return new ToolsFileFault(file + ", " + operation + ": " + at, expectation);
    }

    /** Empty unless the value is a mapping. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return value instanceof Map<?, ?> ? (Map<String, Object>) value : Map.of();
    }

    /** Empty unless the value is a list. */
    static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
