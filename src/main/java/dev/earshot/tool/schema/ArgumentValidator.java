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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    /** More would tell a caller nothing. */
    private static final int MOST_FAULTS = 50;

    private static final int LONGEST_NAME = 200;

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
     * A {@code null} is an absent argument: models fill in what they leave out. It is none among a map's values and a
     * list's, where it might mean something.
     */
    JsonObject withoutNulls(JsonObject arguments) {
        return (JsonObject) withoutNulls(schema, arguments);
    }

    private static Object withoutNulls(JsonObject schema, Object value) {
        if (value instanceof JsonObject object && schema.getValue("properties") instanceof JsonObject properties) {
            JsonObject rest = new JsonObject();
            object.stream()
                    .filter(member -> member.getValue() != null)
                    .forEach(member -> rest.put(
                            member.getKey(), withoutNulls(described(properties, member.getKey()), member.getValue())));
            return rest;
        }
        return value instanceof JsonArray list && schema.getValue("items") instanceof JsonObject items
                ? new JsonArray(
                        list.stream().map(entry -> withoutNulls(items, entry)).toList())
                : value;
    }

    private static JsonObject described(JsonObject properties, String name) {
        return properties.getValue(name) instanceof JsonObject schema ? schema : new JsonObject();
    }

    /** One fault for each wrong field. */
    List<Fault> faults(JsonObject arguments) {
        Map<String, String> faults = new LinkedHashMap<>();
        OutputUnit result = validator.validate(arguments);
        List<OutputUnit> errors = result.getErrors() == null ? List.of() : result.getErrors();
        Set<String> ofNames = new HashSet<>();
        errors.stream()
                .filter(error ->
                        !WRAPPERS.contains(keyword(error)) && !keyword(error).equals(UNKNOWN))
                .filter(error -> !OF_A_NAME.matcher(error.getKeywordLocation()).matches())
                // There is an error for each wrong name, and each is about all of them.
                .filter(error -> !keyword(error).equals(NAMES) || ofNames.add(error.getInstanceLocation()))
                .forEach(error ->
                        fields(error, arguments).forEach(field -> faults.putIfAbsent(field, expectation(error))));
        Set<String> told =
                faults.keySet().stream().flatMap(ArgumentValidator::withParents).collect(Collectors.toSet());
        errors.stream()
                .filter(error -> keyword(error).equals(UNKNOWN))
                .map(ArgumentValidator::path)
                .filter(path -> !told.contains(path))
                .forEach(path -> {
                    faults.put(path, "is not known here");
                    withParents(path).forEach(told::add);
                });
        values.add(arguments, faults);
        return faults.entrySet().stream()
                .limit(MOST_FAULTS)
                .map(fault -> new Fault(shortened(fault.getKey()), fault.getValue()))
                .toList();
    }

    private String expectation(OutputUnit error) {
        return Expectation.of(keyword(error), schemaAt(error.getKeywordLocation()));
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

    /** A field, and all that it is within. */
    private static Stream<String> withParents(String field) {
        return Stream.iterate(
                field, path -> !path.isEmpty(), path -> path.substring(0, Math.max(0, path.lastIndexOf('.'))));
    }

    /** Names of fields are the caller's, and of any length. */
    private static String shortened(String field) {
        return field.length() > LONGEST_NAME ? field.substring(0, LONGEST_NAME) + "…" : field;
    }
}
