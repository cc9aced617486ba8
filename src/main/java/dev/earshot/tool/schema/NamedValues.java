package dev.earshot.tool.schema;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/**
 * Maps of free names, such as a customer's profile, as a list of {@code {"name": …, "value": …}}: the strict modes of
 * OpenAI and Gemini can't describe a map.
 */
final class NamedValues {
    static final String NAME = "name";
    static final String VALUE = "value";

    private NamedValues() {}

    /** Whether a schema describes an object by the kind of its values alone. */
    static boolean isMap(JsonObject schema) {
        return !schema.containsKey("properties") && schema.getValue("additionalProperties") instanceof JsonObject;
    }

    /**
     * The arguments with each list of pairs, at any depth, as the map that it stands for; anything else is left to the
     * check.
     */
    static JsonObject asMaps(JsonObject schema, JsonObject arguments) {
        return (JsonObject) read(schema, arguments);
    }

    private static Object read(JsonObject schema, Object value) {
        if (value instanceof JsonArray pairs && isMap(schema)) {
            return asMap(pairs);
        }
        if (value instanceof JsonArray list && schema.getValue("items") instanceof JsonObject items) {
            return new JsonArray(list.stream().map(entry -> read(items, entry)).toList());
        }
        if (value instanceof JsonObject object && schema.getValue("properties") instanceof JsonObject properties) {
            JsonObject read = new JsonObject();
            object.forEach(member -> read.put(
                    member.getKey(),
                    properties.getValue(member.getKey()) instanceof JsonObject described
                            ? read(described, member.getValue())
                            : member.getValue()));
            return read;
        }
        return value;
    }

    private static Object asMap(JsonArray pairs) {
        JsonObject map = new JsonObject();
        pairs.stream()
                .filter(NamedValues::isPair)
                .map(JsonObject.class::cast)
                .forEach(pair -> map.put(pair.getString(NAME), pair.getValue(VALUE)));
        return map.size() == pairs.size() ? map : pairs;
    }

    private static boolean isPair(Object value) {
        return value instanceof JsonObject pair
                && pair.fieldNames().equals(Set.of(NAME, VALUE))
                && pair.getValue(NAME) instanceof String
                && pair.getValue(VALUE) != null;
    }
}
