package dev.earshot.tool;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a published schema holds beside the keywords of JSON Schema 2020-12: strict readers of schemas refuse it, and
 * our files never contain it.
 */
final class SchemaKeywords {
    private static final Set<String> OF_SCHEMAS_BY_NAME =
            Set.of("properties", "patternProperties", "$defs", "dependentSchemas");
    private static final Set<String> OF_A_SCHEMA = Set.of(
            "items",
            "contains",
            "additionalProperties",
            "propertyNames",
            "unevaluatedItems",
            "unevaluatedProperties",
            "if",
            "then",
            "else",
            "not",
            "contentSchema");
    private static final Set<String> OF_SEVERAL_SCHEMAS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final List<String> OF_VALUES = List.of(
            "$schema $id $ref $anchor $dynamicRef $dynamicAnchor $vocabulary $comment",
            "type enum const multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern",
            "maxItems minItems uniqueItems maxContains minContains maxProperties minProperties required"
                    + " dependentRequired",
            "title description default deprecated readOnly writeOnly examples format contentEncoding contentMediaType");
    /** OpenAPI 3.1 adds these. */
    private static final Set<String> OF_OPENAPI = Set.of("discriminator", "xml", "externalDocs", "example");

    private final Set<String> known = OF_VALUES.stream()
            .flatMap(line -> Stream.of(line.split(" ")))
            .collect(Collectors.toCollection(TreeSet::new));
    private final Set<String> unknown = new TreeSet<>();

    private SchemaKeywords() {}

    /** Where in a schema something else stands. */
    static Set<String> unknownIn(String where, JsonObject schema) {
        SchemaKeywords keywords = new SchemaKeywords();
        keywords.look(where, schema);
        return keywords.unknown;
    }

    /** The same for all schemas of an OpenAPI document. */
    static Set<String> unknownInDocument(JsonObject document) {
        SchemaKeywords keywords = new SchemaKeywords();
        keywords.known.addAll(OF_OPENAPI);
        keywords.find("", document);
        return keywords.unknown;
    }

    private void find(String where, Object value) {
        if (value instanceof JsonObject object) {
            object.forEach(entry -> {
                String path = where + "/" + entry.getKey();
                if (entry.getKey().equals("schema")) {
                    look(path, entry.getValue());
                } else if (path.equals("/components/schemas")) {
                    ((JsonObject) entry.getValue())
                            .forEach(named -> look(path + "/" + named.getKey(), named.getValue()));
                } else if (!entry.getKey().startsWith("example")) {
                    find(path, entry.getValue());
                }
            });
        } else if (value instanceof JsonArray array) {
            array.forEach(one -> find(where, one));
        }
    }

    private void look(String where, Object schema) {
        if (!(schema instanceof JsonObject object)) {
            if (!(schema instanceof Boolean)) {
                unknown.add(where + " is no schema");
            }
            return;
        }
        for (Map.Entry<String, Object> entry : object) {
            String keyword = entry.getKey();
            String path = where + "/" + keyword;
            if (OF_SCHEMAS_BY_NAME.contains(keyword)) {
                ((JsonObject) entry.getValue()).forEach(named -> look(path + "/" + named.getKey(), named.getValue()));
            } else if (OF_A_SCHEMA.contains(keyword)) {
                look(path, entry.getValue());
            } else if (OF_SEVERAL_SCHEMAS.contains(keyword)) {
                List<?> several = ((JsonArray) entry.getValue()).stream().toList();
                several.forEach(one -> look(path, one));
            } else if (!known.contains(keyword)) {
                unknown.add(path);
            }
        }
    }
}
