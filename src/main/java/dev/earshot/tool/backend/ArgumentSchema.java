package dev.earshot.tool.backend;

import dev.earshot.tool.backend.file.ToolsFileFault;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * JSON Schema of a tool's arguments, in the keywords that platforms understand and that the check of arguments says in
 * words. Texts and numbers without bounds get some.
 */
final class ArgumentSchema {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");
    /** The first is added to each tool, the second to those with an effect; templates give the others a meaning. */
    private static final Set<String> RESERVED =
            Set.of("sessionId", "idempotencyKey", "session", "customer", "result", "customerId", "profile");

    private static final Set<String> ANY = Set.of("type", "description", "enum");
    private static final Map<String, Set<String>> KEYWORDS = Map.of(
            "string", Set.of("minLength", "maxLength", "pattern"),
            "number", Set.of("minimum", "maximum"),
            "integer", Set.of("minimum", "maximum"),
            "boolean", Set.of(),
            "array", Set.of("items", "minItems", "maxItems"),
            "object", Set.of("properties", "required", "additionalProperties"));

    private static final int LONGEST_TEXT = 1000;
    private static final int MOST_ENTRIES = 100;
    private static final double LARGEST_NUMBER = 1e15;
    private static final int DEEPEST = 5;

    private ArgumentSchema() {}

    /** The schema with bounds; refuses another than one of an object. */
    static JsonObject checked(String path, Object schema) {
        if (!(schema instanceof JsonObject object) || !"object".equals(object.getValue("type"))) {
            throw new ToolsFileFault(path + ".type", "must be object");
        }
        JsonObject checked = checked(path, object, 0);
        checked.getJsonObject("properties").fieldNames().stream()
                .filter(RESERVED::contains)
                .findFirst()
                .ifPresent(name -> {
                    throw new ToolsFileFault(path + ".properties." + name, "is a reserved name");
                });
        return checked;
    }

    /** The places that a template may name, each with whether a call always has it. */
    static Set<String> places(JsonObject schema, boolean required) {
        Set<String> places = new TreeSet<>();
        collect("", schema, required, places);
        return places;
    }

    private static void collect(String prefix, JsonObject schema, boolean required, Set<String> places) {
        JsonArray always = schema.getJsonArray("required", new JsonArray());
        schema.getJsonObject("properties").forEach(property -> {
            if (!required || always.contains(property.getKey())) {
                places.add(prefix + property.getKey());
                JsonObject inner = (JsonObject) property.getValue();
                if (inner.containsKey("properties")) {
                    collect(prefix + property.getKey() + ".", inner, required, places);
                }
            }
        });
    }

    private static JsonObject checked(String path, JsonObject given, int depth) {
        if (!(given.getValue("type") instanceof String type) || !KEYWORDS.containsKey(type)) {
            throw new ToolsFileFault(path + ".type", "must be one of " + new TreeSet<>(KEYWORDS.keySet()));
        }
        if (depth == DEEPEST) {
            throw new ToolsFileFault(path, "is nested too deep");
        }
        given.fieldNames().stream()
                .filter(keyword -> !ANY.contains(keyword) && !KEYWORDS.get(type).contains(keyword))
                .findFirst()
                .ifPresent(keyword -> {
                    throw new ToolsFileFault(path + "." + keyword, "is not known here for type " + type);
                });
        JsonObject schema = given.copy();
        mustBeText(path, schema, "description");
        switch (type) {
            case "string" -> text(path, schema);
            case "number", "integer" -> number(path, schema);
            case "array" -> array(path, schema, depth);
            case "object" -> object(path, schema, depth);
            default -> {}
        }
        if (schema.containsKey("enum")) {
            choices(path + ".enum", type, schema.getValue("enum"));
        }
        ordered(path, schema, "minimum", "maximum");
        ordered(path, schema, "minLength", "maxLength");
        ordered(path, schema, "minItems", "maxItems");
        return schema;
    }

    private static void choices(String path, String type, Object given) {
        if (!(given instanceof JsonArray values) || values.isEmpty()) {
            throw new ToolsFileFault(path, "must be a list");
        }
        boolean fits = values.stream().allMatch(value -> switch (type) {
            case "string" -> value instanceof String;
            case "number" -> value instanceof Number;
            case "integer" -> value instanceof Integer || value instanceof Long;
            case "boolean" -> value instanceof Boolean;
            default -> true;
        });
        if (!fits) {
            throw new ToolsFileFault(path, "must hold values of type " + type + " only");
        }
    }

    /** No value could be both. */
    private static void ordered(String path, JsonObject schema, String least, String most) {
        if (schema.getValue(least) instanceof Number low
                && schema.getValue(most) instanceof Number high
                && low.doubleValue() > high.doubleValue()) {
            throw new ToolsFileFault(path + "." + least, "must not be more than " + most);
        }
    }

    private static void mustBeText(String path, JsonObject schema, String keyword) {
        if (schema.containsKey(keyword) && !(schema.getValue(keyword) instanceof String)) {
            throw new ToolsFileFault(path + "." + keyword, "must be a text");
        }
    }

    private static void text(String path, JsonObject schema) {
        count(path, schema, "minLength", 0);
        count(path, schema, "maxLength", LONGEST_TEXT);
        mustBeText(path, schema, "pattern");
        try {
            Pattern.compile(schema.getString("pattern", ""));
        } catch (PatternSyntaxException e) {
            throw new ToolsFileFault(path + ".pattern", "must be a regular expression");
        }
    }

    private static void number(String path, JsonObject schema) {
        for (String bound : new String[] {"minimum", "maximum"}) {
            if (!schema.containsKey(bound)) {
                schema.put(bound, bound.equals("minimum") ? -LARGEST_NUMBER : LARGEST_NUMBER);
            } else if (!(schema.getValue(bound) instanceof Number)) {
                throw new ToolsFileFault(path + "." + bound, "must be a number");
            }
        }
    }

    private static void array(String path, JsonObject schema, int depth) {
        count(path, schema, "minItems", 0);
        count(path, schema, "maxItems", MOST_ENTRIES);
        if (!(schema.getValue("items") instanceof JsonObject items)) {
            throw new ToolsFileFault(path + ".items", "is missing");
        }
        schema.put("items", checked(path + ".items", items, depth + 1));
    }

    private static void object(String path, JsonObject schema, int depth) {
        if (!(schema.getValue("properties", new JsonObject()) instanceof JsonObject properties)) {
            throw new ToolsFileFault(path + ".properties", "must be a mapping");
        }
        JsonObject checked = new JsonObject();
        properties.forEach(property -> {
            String place = path + ".properties." + property.getKey();
            if (!NAME.matcher(property.getKey()).matches()) {
                throw new ToolsFileFault(place, "must be named by a letter, then letters, digits and _");
            }
            if (!(property.getValue() instanceof JsonObject inner)) {
                throw new ToolsFileFault(place, "must be a mapping");
            }
            checked.put(property.getKey(), checked(place, inner, depth + 1));
        });
        if (!(schema.getValue("required", new JsonArray()) instanceof JsonArray required)
                || !required.stream().allMatch(name -> name instanceof String text && checked.containsKey(text))) {
            throw new ToolsFileFault(path + ".required", "must be a list of names of the properties");
        }
        if (!Boolean.FALSE.equals(schema.getValue("additionalProperties", false))) {
            throw new ToolsFileFault(path + ".additionalProperties", "must be false");
        }
        schema.put("properties", checked).put("additionalProperties", false);
    }

    /** A bound; zero of the least is as good as none. */
    private static void count(String path, JsonObject schema, String keyword, int otherwise) {
        Object value = schema.getValue(keyword);
        if (value == null) {
            if (otherwise > 0) {
                schema.put(keyword, otherwise);
            }
        } else if (!(value instanceof Integer number) || number < 0) {
            throw new ToolsFileFault(path + "." + keyword, "must be a number from 0 on");
        }
    }
}
