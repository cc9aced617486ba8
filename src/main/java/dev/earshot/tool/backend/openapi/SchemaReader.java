package dev.earshot.tool.backend.openapi;

import static dev.earshot.tool.backend.openapi.ApiDocument.list;

import dev.earshot.tool.backend.file.ToolsFileFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A schema of the document in the keywords of a tool's arguments. What only narrows a value, such as {@code
 * multipleOf}, is left to the backend; what gives it another shape is refused.
 */
final class SchemaReader {
    private static final Set<String> REFUSED = Set.of(
            "not",
            "if",
            "then",
            "else",
            "patternProperties",
            "prefixItems",
            "dependentSchemas",
            "dependentRequired",
            "contains");

    private static final Map<String, List<String>> KEYWORDS = Map.of(
            "string", List.of("minLength", "maxLength", "pattern"),
            "number", List.of("minimum", "maximum"),
            "integer", List.of("minimum", "maximum"),
            "boolean", List.of(),
            "array", List.of("minItems", "maxItems"),
            "object", List.of());

    private static final int DEEPEST = 6;
    private static final int MOST_SCHEMAS = 2000;

    private final ApiOperation operation;
    private int read;

    SchemaReader(ApiOperation operation) {
        this.operation = operation;
    }

    /** The schema without references and combinations, in the document's own keywords. */
    FlatSchema flat(Object schema, String at) {
        return FlatSchema.of(operation, schema, at, Set.of());
    }

    Map<String, Object> read(Object schema, String at) {
        return read(flat(schema, at));
    }

    Map<String, Object> read(FlatSchema schema) {
        return read(schema, 0);
    }

    private Map<String, Object> read(FlatSchema flat, int depth) {
        if (depth == DEEPEST || ++read > MOST_SCHEMAS) {
            throw fault(flat.at(), "is recursive, or nested too deep");
        }
        Map<String, Object> schema = flat.keywords();
        REFUSED.stream().filter(schema::containsKey).findFirst().ifPresent(keyword -> {
            throw fault(flat.at() + "." + keyword, "can't be said of an argument");
        });
        String type = flat.type();
        if (!KEYWORDS.containsKey(type)) {
            throw fault(flat.at() + ".type", "must be one of string, number, integer, boolean, array, object");
        }
        Map<String, Object> read = new LinkedHashMap<>();
        read.put("type", type);
        description(schema).ifPresent(text -> read.put("description", text));
        KEYWORDS.get(type).stream()
                .filter(schema::containsKey)
                .forEach(keyword -> read.put(keyword, schema.get(keyword)));
        switch (type) {
            case "number", "integer" -> bounds(schema, type.equals("integer"), read);
            case "array" -> read.put("items", read(flat.inner("items"), depth + 1));
            case "object" -> members(flat, depth, read);
            default -> {}
        }
        if (schema.containsKey("enum")) {
            read.put("enum", values(flat));
        }
        return read;
    }

    /** With what a model should know of the value and that no keyword says. */
    private static Optional<String> description(Map<String, Object> schema) {
        List<String> sentences = new ArrayList<>();
        if (schema.get("description") instanceof String text && !text.isBlank()) {
            String sentence = text.strip().replaceAll("\\s+", " ");
            sentences.add(sentence.matches(".*[.!?]") ? sentence : sentence + ".");
        }
        if (schema.get("format") instanceof String format && "string".equals(schema.get("type"))) {
            sentences.add("Format: " + format + ".");
        }
        Object value = schema.get("default");
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            sentences.add("Default: " + value + ".");
        }
        return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", sentences));
    }

    /** An exclusive bound is a flag in OpenAPI 3.0. Of a number that is no integer the bound itself is allowed, too. */
    private static void bounds(Map<String, Object> schema, boolean integer, Map<String, Object> read) {
        for (String bound : List.of("minimum", "maximum")) {
            Object exclusive = schema.get(bound.equals("minimum") ? "exclusiveMinimum" : "exclusiveMaximum");
            Object value = exclusive instanceof Number ? exclusive : schema.get(bound);
            boolean excluded = exclusive instanceof Number || Boolean.TRUE.equals(exclusive);
            if (value instanceof Integer number && excluded && integer) {
                read.put(bound, bound.equals("minimum") ? number + 1L : number - 1L);
            } else if (value != null) {
                read.put(bound, value);
            }
        }
    }

    private void members(FlatSchema flat, int depth, Map<String, Object> read) {
        Map<String, Object> properties = new LinkedHashMap<>();
        flat.members().forEach((name, member) -> properties.put(name, read(member, depth + 1)));
        if (properties.isEmpty() && !Boolean.FALSE.equals(flat.keywords().get("additionalProperties"))) {
            throw fault(flat.at(), "must have properties: an argument can't be an object of any shape");
        }
        read.put("properties", properties);
        read.put("required", required(flat.keywords(), properties.keySet()));
    }

    static List<String> required(Map<String, Object> schema, Set<String> known) {
        return list(schema.get("required")).stream()
                .map(String::valueOf)
                .filter(known::contains)
                .distinct()
                .toList();
    }

    private List<Object> values(FlatSchema flat) {
        List<Object> values = new ArrayList<>();
        for (Object value : list(flat.keywords().get("enum"))) {
            if (value instanceof Map || value instanceof List) {
                throw fault(flat.at() + ".enum", "must be a list of texts, numbers or flags");
            }
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private ToolsFileFault fault(String at, String expectation) {
        return operation.fault(at, expectation + FlatSchema.REMEDY);
    }
}
