package dev.earshot.tool.schema;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A tool's input schema in the few keywords that models' strict modes take. What is left out, such as lengths and
 * bounds, is said in the description and is checked by the call all the same.
 *
 * <p>A map of free names, such as a profile, becomes a list of {@code {"name", "value"}}, which every call takes in the
 * place of the map ({@link NamedValues}).
 */
enum RestrictedSchema {
    /**
     * OpenAI's structured outputs: every property is required, an optional one may be null, and no object takes other
     * properties.
     */
    OPENAI {
        @Override
        JsonObject optional(JsonObject schema) {
            JsonObject either = new JsonObject();
            Object description = schema.remove(DESCRIPTION);
            if (description != null) {
                either.put(DESCRIPTION, description);
            }
            return either.put("anyOf", new JsonArray().add(schema).add(new JsonObject().put("type", "null")));
        }

        @Override
        JsonObject object(JsonObject properties, Set<String> required) {
            return new JsonObject()
                    .put("type", "object")
                    .put("properties", properties)
                    .put("required", new JsonArray(List.copyOf(properties.fieldNames())))
                    .put("additionalProperties", false);
        }
    },
    /** Gemini's function declarations, a part of OpenAPI 3.0's schema. */
    GEMINI {
        @Override
        JsonObject optional(JsonObject schema) {
            return schema;
        }

        @Override
        JsonObject object(JsonObject properties, Set<String> required) {
            JsonObject object = new JsonObject().put("type", "object").put("properties", properties);
            return required.isEmpty() ? object : object.put("required", new JsonArray(List.copyOf(required)));
        }
    };

    private static final String DESCRIPTION = "description";

    abstract JsonObject optional(JsonObject schema);

    abstract JsonObject object(JsonObject properties, Set<String> required);

    /** The same arguments as {@code schema} describes, of an object. */
    JsonObject of(JsonObject schema) {
        Set<String> required = Set.copyOf(schema.getJsonArray("required", new JsonArray()).stream()
                .map(String.class::cast)
                .toList());
        JsonObject properties = new JsonObject();
        schema.getJsonObject("properties").forEach(member -> {
            JsonObject value = value((JsonObject) member.getValue());
            properties.put(member.getKey(), required.contains(member.getKey()) ? value : optional(value));
        });
        return described(object(properties, inOrder(schema, required)), schema);
    }

    private static Set<String> inOrder(JsonObject schema, Set<String> required) {
        return schema.getJsonObject("properties").fieldNames().stream()
                .filter(required::contains)
                .collect(java.util.stream.Collectors.toCollection(java.util.LinkedHashSet::new));
    }

    private JsonObject value(JsonObject schema) {
        if (NamedValues.isMap(schema)) {
            return described(pairs(), schema);
        }
        if (schema.containsKey("properties")) {
            return of(schema);
        }
        if (schema.containsKey("items")) {
            JsonObject items = value(schema.getJsonObject("items"));
            return described(new JsonObject().put("type", "array").put("items", items), schema);
        }
        JsonObject plain = new JsonObject().put("type", schema.getValue("type"));
        if (schema.containsKey("enum")) {
            plain.put("enum", schema.getJsonArray("enum"));
        }
        return described(plain, schema);
    }

    private JsonObject pairs() {
        JsonObject text = new JsonObject().put("type", "string");
        JsonObject pair = new JsonObject().put(NamedValues.NAME, text.copy()).put(NamedValues.VALUE, text.copy());
        return new JsonObject().put("type", "array").put("items", object(pair, pair.fieldNames()));
    }

    private static JsonObject described(JsonObject restricted, JsonObject schema) {
        List<String> said = new ArrayList<>();
        if (schema.getString(DESCRIPTION) != null) {
            said.add(schema.getString(DESCRIPTION));
        }
        Object least = schema.getValue("minimum");
        Object most = schema.getValue("maximum");
        if (least != null && most != null) {
            said.add("From " + least + " to " + most + ".");
        }
        if (schema.getValue("maxLength") != null) {
            said.add("At most " + schema.getValue("maxLength") + " characters.");
        }
        return said.isEmpty() ? restricted : restricted.put(DESCRIPTION, String.join(" ", said));
    }
}
