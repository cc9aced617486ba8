package dev.earshot.tool.backend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.earshot.common.TextSanitizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A backend's JSON as plain values that are harmless to carry: text without invisible characters, and bounds on length,
 * width and depth. It is data, and a model reads it.
 */
final class CleanJson {
    private static final int LONGEST_TEXT = 4000;
    private static final int LONGEST_NAME = 100;
    private static final int MOST_ENTRIES = 200;
    private static final int DEEPEST = 8;

    private CleanJson() {}

    /** Empty for null, for what is missing, and for what is too deep. */
    static Optional<Object> of(JsonNode node) {
        return of(node, 0);
    }

    private static Optional<Object> of(JsonNode node, int depth) {
        if (node.isTextual()) {
            return Optional.of(TextSanitizer.text(node.textValue(), LONGEST_TEXT));
        }
        if (node.isBoolean()) {
            return Optional.of(node.booleanValue());
        }
        if (node.isNumber()) {
            return Double.isFinite(node.doubleValue()) ? Optional.of(node.numberValue()) : Optional.empty();
        }
        if (!node.isContainerNode() || depth == DEEPEST) {
            return Optional.empty();
        }
        return Optional.of(node.isArray() ? list(node, depth) : object(node, depth));
    }

    private static List<Object> list(JsonNode node, int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < node.size() && list.size() < MOST_ENTRIES; i++) {
            of(node.get(i), depth + 1).ifPresent(list::add);
        }
        return list;
    }

    private static Map<String, Object> object(JsonNode node, int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        node.properties().stream()
                .limit(MOST_ENTRIES)
                .forEach(member -> of(member.getValue(), depth + 1)
                        .ifPresent(value -> object.put(TextSanitizer.text(member.getKey(), LONGEST_NAME), value)));
        return object;
    }
}
