package dev.earshot.tool.backend.openapi;

import static dev.earshot.tool.backend.openapi.ApiDocument.list;
import static dev.earshot.tool.backend.openapi.ApiDocument.map;

import dev.earshot.tool.backend.file.ToolsFileFault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A schema whose references are followed and whose {@code allOf} is merged. {@code null} is never one of its values: an
 * argument that is absent stands for it.
 *
 * @param through the references that lead to it, so that a circle is noticed
 */
record FlatSchema(ApiOperation operation, Map<String, Object> keywords, String at, Set<String> through) {
    /** What helps against each fault of a schema. */
    static final String REMEDY = "; the tool can have arguments of its own, or its request can give or omit the value";

    private static final Set<String> COMBINED = Set.of("$ref", "allOf", "anyOf", "oneOf");

    static FlatSchema of(ApiOperation operation, Object given, String at, Set<String> through) {
        if (!(given instanceof Map<?, ?>)) {
            throw operation.fault(at, (given == null ? "is missing" : "must be a mapping") + REMEDY);
        }
        Map<String, Object> schema = map(given);
        Map<String, Object> own = new LinkedHashMap<>(schema);
        own.keySet().removeAll(COMBINED);
        FlatSchema flat = new FlatSchema(operation, new LinkedHashMap<>(), at, through);
        if (schema.get("$ref") instanceof String reference) {
            flat = flat.referred(reference);
            if (operation.document().isBefore31()) {
                own.keySet().retainAll(Set.of("description"));
            }
        }
        List<?> all = list(schema.get("allOf"));
        for (int i = 0; i < all.size(); i++) {
            flat.merge(
                    of(operation, all.get(i), at + ".allOf." + i, flat.through())
                            .keywords(),
                    at + ".allOf." + i);
        }
        for (String union : List.of("anyOf", "oneOf")) {
            if (schema.containsKey(union)) {
                flat.merge(flat.only(list(schema.get(union)), at + "." + union), at + "." + union);
            }
        }
        flat.merge(own, at);
        flat.withoutNull();
        return flat;
    }

    private FlatSchema referred(String reference) {
        if (through.contains(reference)) {
            throw fault("", "is recursive, through " + reference);
        }
        Set<String> longer = new HashSet<>(through);
        longer.add(reference);
        Object target = operation.document().target(reference, operation.id(), at);
        FlatSchema reached = of(operation, target, at, longer);
        return new FlatSchema(operation, new LinkedHashMap<>(reached.keywords()), at, reached.through());
    }

    /** The one alternative beside null, or all of them if they only list values. */
    private Map<String, Object> only(List<?> alternatives, String place) {
        List<Map<String, Object>> kinds = new ArrayList<>();
        for (int i = 0; i < alternatives.size(); i++) {
            if (!"null".equals(map(alternatives.get(i)).get("type"))) {
                kinds.add(of(operation, alternatives.get(i), place + "." + i, through)
                        .keywords());
            }
        }
        if (kinds.size() == 1) {
            return kinds.get(0);
        }
        if (kinds.isEmpty() || !kinds.stream().allMatch(kind -> kind.containsKey("enum"))) {
            throw operation.fault(place, "can't be said of an argument" + REMEDY);
        }
        Map<String, Object> merged = new LinkedHashMap<>(kinds.get(0));
        merged.remove("description");
        merged.put(
                "enum",
                kinds.stream()
                        .flatMap(kind -> list(kind.get("enum")).stream())
                        .distinct()
                        .toList());
        return merged;
    }

    private void merge(Map<String, Object> others, String place) {
        others.forEach((keyword, value) -> {
            Object known = keywords.get(keyword);
            keywords.put(
                    keyword,
                    switch (keyword) {
                        case "properties" -> members(map(known), map(value), place);
                        case "required" -> both(list(known), list(value));
                        case "type", "enum", "items", "pattern" -> same(known, value, place + "." + keyword);
                        default -> value;
                    });
        });
    }

    private Map<String, Object> members(Map<String, Object> known, Map<String, Object> others, String place) {
        Map<String, Object> members = new LinkedHashMap<>(known);
        others.forEach(
                (name, member) -> members.put(name, same(members.get(name), member, place + ".properties." + name)));
        return members;
    }

    private static List<Object> both(List<?> some, List<?> others) {
        List<Object> both = new ArrayList<>(some);
        both.addAll(others);
        return both;
    }

    private Object same(Object known, Object value, String place) {
        if (known != null && !known.equals(value)) {
            throw operation.fault(place, "is said twice, and not the same" + REMEDY);
        }
        return value;
    }

    private void withoutNull() {
        if (keywords.get("type") instanceof List<?> types) {
            List<?> rest = types.stream().filter(type -> !"null".equals(type)).toList();
            if (rest.size() != 1) {
                throw fault(".type", "must be one type, beside null");
            }
            keywords.put("type", rest.get(0));
        }
        if (keywords.containsKey("const")) {
            keywords.put("enum", List.of(keywords.remove("const")));
        }
    }

    /** As the schema says, or as its other keywords imply. */
    String type() {
        if (keywords.get("type") instanceof String type) {
            return type;
        }
        if (keywords.containsKey("properties")) {
            return "object";
        }
        if (keywords.containsKey("items")) {
            return "array";
        }
        Object value = list(keywords.get("enum")).stream().findFirst().orElse(null);
        if (value instanceof String || keywords.containsKey("maxLength") || keywords.containsKey("pattern")) {
            return "string";
        }
        return value instanceof Integer ? "integer" : value instanceof Boolean ? "boolean" : "missing";
    }

    FlatSchema inner(String keyword) {
        return of(operation, keywords.get(keyword), at + "." + keyword, through);
    }

    /** The members that a request has: those that only answers have are left out. */
    Map<String, FlatSchema> members() {
        Map<String, FlatSchema> members = new LinkedHashMap<>();
        map(keywords.get("properties")).forEach((name, member) -> {
            FlatSchema flat = of(operation, member, at + ".properties." + name, through);
            if (!Boolean.TRUE.equals(flat.keywords().get("readOnly"))) {
                members.put(name, flat);
            }
        });
        return members;
    }

    private ToolsFileFault fault(String field, String expectation) {
        return operation.fault(at + field, expectation + REMEDY);
    }
}
