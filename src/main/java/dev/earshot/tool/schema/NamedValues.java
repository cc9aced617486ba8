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

    /** The arguments with each list of pairs as the map that it stands for; anything else is left to the check. */
    static JsonObject asMaps(JsonObject schema, JsonObject arguments) {
        JsonObject properties = schema.getJsonObject("properties");
        JsonObject read = arguments.copy();
        for (String name : arguments.fieldNames()) {
            if (properties.getValue(name) instanceof JsonObject described
                    && isMap(described)
                    && arguments.getValue(name) instanceof JsonArray pairs
                    && pairs.stream().allMatch(NamedValues::isPair)) {
                JsonObject map = new JsonObject();
                pairs.forEach(
                        pair -> map.put(((JsonObject) pair).getString(NAME), ((JsonObject) pair).getValue(VALUE)));
                if (map.size() == pairs.size()) {
                    read.put(name, map);
                }
            }
        }
        return read;
    }

    private static boolean isPair(Object value) {
        return value instanceof JsonObject pair
                && pair.fieldNames().equals(Set.of(NAME, VALUE))
                && pair.getValue(NAME) instanceof String
                && pair.getValue(VALUE) != null;
    }
}
