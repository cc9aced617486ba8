package dev.earshot.tool.schema;

import dev.earshot.common.ApiException.Fault;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks arguments by a tool's input schema and says for each wrong one what is expected, in words that a model can act
 * on.
 */
class ArgumentValidator {
    /** Keywords that only say that something below them is wrong. */
    private static final Set<String> WRAPPERS = Set.of("properties", "items");

    private static final String MISSING = "required";
    private static final String UNKNOWN = "additionalProperties";
    private static final String NAMES = "propertyNames";
    /** The location of a rule about the names of a map, unless the map itself has a property of that name. */
    private static final Pattern OF_A_NAME = Pattern.compile(".*(?<!/properties)/propertyNames/[^/]+");

    private final JsonObject schema;
    private final Validator validator;
    private final ValueValidator values;

    ArgumentValidator(JsonObject schema) {
        this.schema = schema;
        this.values = new ValueValidator(schema);
        this.validator = validator(schema);
    }

    private static Validator validator(JsonObject schema) {
        JsonSchemaOptions options = new JsonSchemaOptions()
                .setDraft(Draft.DRAFT202012)
                .setBaseUri("https://earshot.dev/tools")
                .setOutputFormat(OutputFormat.Basic);
        // Of a copy, since the validator writes its own notes into what it is given, and the original is published.
        return Validator.create(JsonSchema.of(wholeMatch(schema)), options);
    }

    /**
     * The schema as it is checked: Java's {@code $} matches before a final line break, too, where that of JSON Schema
     * (ECMA 262) does not.
     */
    private static JsonObject wholeMatch(JsonObject schema) {
        JsonObject strict = new JsonObject();
        schema.forEach(member -> strict.put(member.getKey(), wholeMatch(member.getKey(), member.getValue())));
        return strict;
    }

    private static Object wholeMatch(String key, Object value) {
        if (value instanceof JsonObject object) {
            return wholeMatch(object);
        }
        if (value instanceof JsonArray array) {
            return new JsonArray(array.stream().map(one -> wholeMatch("", one)).toList());
        }
        return key.equals("pattern") && value instanceof String pattern && pattern.endsWith("$")
                ? pattern.substring(0, pattern.length() - 1) + "\\z"
                : value;
    }

    /**
     * A {@code null} is an absent argument: models fill in what they leave out. It is none among a map's values, where
     * it might mean something.
     */
    JsonObject withoutNulls(JsonObject arguments) {
        return withoutNulls(schema, arguments);
    }

    private static JsonObject withoutNulls(JsonObject schema, JsonObject arguments) {
        JsonObject properties = schema.getJsonObject("properties");
        JsonObject rest = new JsonObject();
        arguments.forEach(member -> {
            Object value = member.getValue();
            boolean described = properties != null && properties.getValue(member.getKey()) instanceof JsonObject;
            if (value != null || properties == null) {
                rest.put(
                        member.getKey(),
                        described && value instanceof JsonObject object
                                ? withoutNulls(properties.getJsonObject(member.getKey()), object)
                                : value);
            }
        });
        return rest;
    }

    /** One fault for each wrong field. */
    List<Fault> faults(JsonObject arguments) {
        Map<String, String> faults = new LinkedHashMap<>();
        OutputUnit result = validator.validate(arguments);
        List<OutputUnit> errors = result.getErrors() == null ? List.of() : result.getErrors();
        errors.stream()
                .filter(error ->
                        !WRAPPERS.contains(keyword(error)) && !keyword(error).equals(UNKNOWN))
                .filter(error -> !OF_A_NAME.matcher(error.getKeywordLocation()).matches())
                .forEach(error ->
                        fields(error, arguments).forEach(field -> faults.putIfAbsent(field, expectation(error))));
        errors.stream()
                .filter(error -> keyword(error).equals(UNKNOWN))
                .filter(error -> faults.keySet().stream().noneMatch(named -> isWithin(named, path(error))))
                .forEach(error -> faults.put(path(error), "is not known here"));
        values.add(arguments, faults);
        return faults.entrySet().stream()
                .map(fault -> new Fault(fault.getKey(), fault.getValue()))
                .toList();
    }

    private String expectation(OutputUnit error) {
        Object wanted = schemaAt(error.getKeywordLocation());
        return switch (keyword(error)) {
            case MISSING -> "is missing";
            case NAMES -> "must have a name that matches " + ((JsonObject) wanted).getString("pattern");
            case "type" -> "must be " + types(wanted);
            case "minLength" -> "must not be empty";
            case "maxLength" -> "must have at most " + wanted + " characters";
            case "minimum" -> "must be at least " + wanted;
            case "maximum" -> "must be at most " + wanted;
            case "maxProperties", "maxItems" -> "must have at most " + wanted + " entries";
            case "minItems" -> "must have at least " + wanted + " entries";
            case "enum" -> "must be one of " + ((JsonArray) wanted).encode();
            case "pattern" -> "must match " + wanted;
            default -> "is not valid";
        };
    }

    private static String types(Object wanted) {
        return wanted instanceof JsonArray several
                ? "one of "
                        + String.join(
                                ", ", several.stream().map(Object::toString).toList())
                : "of type " + wanted;
    }

    private Object schemaAt(String location) {
        return JsonPointer.fromURI(URI.create(location)).queryJson(schema);
    }

    /** The fields that an error is about; the validator says only where they are missing or have a wrong name. */
    private Stream<String> fields(OutputUnit error, JsonObject arguments) {
        String path = path(error);
        String keyword = keyword(error);
        if (!keyword.equals(MISSING) && !keyword.equals(NAMES)) {
            return Stream.of(path);
        }
        Object rule = schemaAt(error.getKeywordLocation());
        JsonObject value = valueAt(error.getInstanceLocation(), arguments);
        Stream<String> names =
                keyword.equals(MISSING) ? missing((JsonArray) rule, value) : misnamed((JsonObject) rule, value);
        return names.map(name -> path.isEmpty() ? name : path + "." + name);
    }

    private static Stream<String> missing(JsonArray required, JsonObject value) {
        return required.stream().map(String.class::cast).filter(name -> !value.containsKey(name));
    }

    private static Stream<String> misnamed(JsonObject rule, JsonObject value) {
        Validator names = validator(rule);
        return value.fieldNames().stream().filter(name -> !names.validate(name).getValid());
    }

    private static JsonObject valueAt(String location, JsonObject arguments) {
        Object value = arguments;
        for (String name : names(location)) {
            value = value instanceof JsonArray list
                    ? list.getValue(Integer.parseInt(name))
                    : value instanceof JsonObject object ? object.getValue(name) : null;
        }
        return value instanceof JsonObject object ? object : new JsonObject();
    }

    private static String path(OutputUnit error) {
        return String.join(".", names(error.getInstanceLocation()));
    }

    private static List<String> names(String location) {
        String pointer = location.replaceFirst("^#/?", "");
        return pointer.isEmpty()
                ? List.of()
                : Arrays.stream(pointer.split("/")).map(ArgumentValidator::name).toList();
    }

    /** A part of a pointer, which is percent-encoded, as the caller wrote it. */
    private static String name(String part) {
        String name;
        try {
            name = URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            name = part;
        }
        return name.replace("~1", "/").replace("~0", "~");
    }

    private static String keyword(OutputUnit error) {
        String location = error.getKeywordLocation();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static boolean isWithin(String field, String parent) {
        return field.equals(parent) || field.startsWith(parent + ".");
    }
}
