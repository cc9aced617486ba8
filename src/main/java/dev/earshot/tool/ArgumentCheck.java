package dev.earshot.tool;

import dev.earshot.Refusal.Fault;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks arguments by a tool's input schema and says of each wrong one, in words that a model can act on, what is expected. */
class ArgumentCheck {
    /** Keywords that only say that something below them is wrong. */
    private static final Set<String> WRAPPERS = Set.of("properties", "propertyNames", "items");

    private static final String UNKNOWN = "additionalProperties";
    private static final String UNSTORABLE = "must not contain NUL characters or broken surrogates";

    private final JsonObject schema;
    private final Validator validator;

    ArgumentCheck(JsonObject schema) {
        this.schema = schema;
        JsonSchemaOptions options = new JsonSchemaOptions()
                .setDraft(Draft.DRAFT202012)
                .setBaseUri("https://earshot.dev/tools")
                .setOutputFormat(OutputFormat.Basic);
        // Of a copy, since the validator writes its own notes into what it is given, and the original is published.
        this.validator = Validator.create(JsonSchema.of(schema.copy()), options);
    }

    /** One fault for each wrong field. */
    List<Fault> faults(JsonObject arguments) {
        Map<String, String> faults = new LinkedHashMap<>();
        OutputUnit result = validator.validate(arguments);
        List<OutputUnit> errors = result.getErrors() == null ? List.of() : result.getErrors();
        errors.stream()
                .filter(error ->
                        !WRAPPERS.contains(keyword(error)) && !keyword(error).equals(UNKNOWN))
                .forEach(error -> faults.putIfAbsent(field(error), expectation(error)));
        errors.stream()
                .filter(error -> keyword(error).equals(UNKNOWN))
                .filter(error -> faults.keySet().stream().noneMatch(named -> isWithin(named, path(error))))
                .forEach(error -> faults.put(path(error), "is not known here"));
        unstorable("", arguments, faults);
        return faults.entrySet().stream()
                .map(fault -> new Fault(fault.getKey(), fault.getValue()))
                .toList();
    }

    private String expectation(OutputUnit error) {
        Object wanted = JsonPointer.fromURI(java.net.URI.create(error.getKeywordLocation()))
                .queryJson(schema);
        return switch (keyword(error)) {
            case "required" -> "is missing";
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

    private static String field(OutputUnit error) {
        if (!keyword(error).equals("required")) {
            return path(error);
        }
        String[] quoted = error.getError().split("\"");
        String parent = path(error);
        return parent.isEmpty() ? quoted[1] : parent + "." + quoted[1];
    }

    private static String path(OutputUnit error) {
        return error.getInstanceLocation().replaceFirst("^#/?", "").replace('/', '.');
    }

    private static String keyword(OutputUnit error) {
        String location = error.getKeywordLocation();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static boolean isWithin(String field, String parent) {
        return field.equals(parent) || field.startsWith(parent + ".");
    }

    /** Postgres stores neither of these; JSON allows both. */
    private static void unstorable(String path, Object value, Map<String, String> faults) {
        if (value instanceof JsonObject object) {
            object.forEach(entry -> {
                String field = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
                unstorable(field, entry.getKey(), faults);
                unstorable(field, entry.getValue(), faults);
            });
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                unstorable(path + "." + i, array.getValue(i), faults);
            }
        } else if (value instanceof String text && !isStorable(text)) {
            faults.putIfAbsent(path, UNSTORABLE);
        }
    }

    private static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}
