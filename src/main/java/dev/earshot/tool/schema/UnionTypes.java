package dev.earshot.tool.schema;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;

/**
 * A schema as it is published: strict clients refuse a list of types ({@code "type": ["string", "number"]}), so that it
 * becomes alternatives of one type each. Arguments are checked by the list, whose errors can be said in one phrase.
 */
final class UnionTypes {
    private static final String TYPE = "type";
    /** The keywords that say something of values of one type alone. */
    private static final Map<String, Set<String>> KEYWORDS = Map.of(
            "string",
            Set.of("minLength", "maxLength", "pattern", "format"),
            "number",
            Set.of("minimum", "maximum"),
            "integer",
            Set.of("minimum", "maximum"),
            "boolean",
            Set.of(),
            "array",
            Set.of("items", "minItems", "maxItems"),
            "object",
            Set.of("properties", "required", "additionalProperties", "propertyNames", "maxProperties"));

    private UnionTypes() {}

    static JsonObject split(JsonObject schema) {
        JsonObject split = new JsonObject();
        schema.forEach(member -> split.put(member.getKey(), value(member.getValue())));
        return schema.getValue(TYPE) instanceof JsonArray types ? alternatives(split, types) : split;
    }

    private static Object value(Object value) {
        if (value instanceof JsonObject object) {
            return split(object);
        }
        return value instanceof JsonArray array
                ? new JsonArray(array.stream().map(UnionTypes::value).toList())
                : value;
    }

    private static JsonObject alternatives(JsonObject schema, JsonArray types) {
        JsonArray alternatives = new JsonArray();
        JsonObject rest = schema.copy();
        rest.remove(TYPE);
        for (Object type : types) {
            JsonObject alternative = new JsonObject().put(TYPE, type);
            KEYWORDS.get((String) type).stream()
                    .filter(schema::containsKey)
                    .sorted()
                    .forEach(keyword -> alternative.put(keyword, schema.getValue(keyword)));
            alternative.fieldNames().forEach(rest::remove);
            alternatives.add(alternative);
        }
        return rest.put("anyOf", alternatives);
    }
}
