package dev.earshot.tool.schema;

import dev.earshot.common.ExternalId;
import dev.earshot.common.TextSanitizer;
import dev.earshot.event.ParameterType;
import dev.earshot.event.ReservedNames;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks what JSON Schema can't say of values: ids of customers, days that exist, numbers that are finite, text that
 * can be stored.
 */
final class ValueValidator {
    private static final String CUSTOMER = "customerId";
    private static final String PROFILE = "profile";

    private final boolean namesCustomer;
    private final Set<String> days;
    private final Set<String> visible;

    /** @param schema of a tool's arguments */
    ValueValidator(JsonObject schema) {
        JsonObject properties = schema.getJsonObject("properties", new JsonObject());
        namesCustomer = properties.containsKey(CUSTOMER);
        days = withPattern(properties, CustomToolSchema.DAY);
        visible = withPattern(properties, Expectation.NOT_BLANK);
    }

    private static Set<String> withPattern(JsonObject properties, String pattern) {
        return properties.stream()
                .filter(property -> property.getValue() instanceof JsonObject described
                        && pattern.equals(described.getValue("pattern")))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Adds one fault for each wrong field that has none yet. */
    void add(JsonObject arguments, Map<String, String> faults) {
        if (namesCustomer && arguments.getValue(CUSTOMER) instanceof String id) {
            ExternalId.fault(id).ifPresent(fault -> faults.put(CUSTOMER, fault));
        }
        if (arguments.getValue(PROFILE) instanceof JsonObject profile) {
            profile.fieldNames().stream()
                    .filter(ReservedNames::isReservedInProfiles)
                    .forEach(name -> faults.putIfAbsent(PROFILE + "." + name, "is a reserved name"));
        }
        days.stream()
                .filter(day -> arguments.getValue(day) instanceof String text && !ParameterType.isDay(text))
                .forEach(day -> faults.putIfAbsent(day, Expectation.DAY));
        visible.stream()
                .filter(name -> arguments.getValue(name) instanceof String text
                        && TextSanitizer.text(text, text.length()).isBlank())
                .forEach(name -> faults.putIfAbsent(name, "must not be blank"));
        addUnstorable("", arguments, faults);
    }

    /**
     * Postgres stores neither NUL nor half a pair, and JSON has no form for a number that is not finite; yet a parser
     * accepts all of them.
     */
    private static void addUnstorable(String path, Object value, Map<String, String> faults) {
        if (value instanceof JsonObject object) {
            object.forEach(entry -> {
                String field = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
                addUnstorable(field, entry.getKey(), faults);
                addUnstorable(field, entry.getValue(), faults);
            });
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                addUnstorable(path + "." + i, array.getValue(i), faults);
            }
        } else if (value instanceof String text && !isStorable(text)) {
            faults.putIfAbsent(path, "must not contain NUL characters or broken surrogates");
        } else if (value instanceof Double number && !Double.isFinite(number)) {
            faults.putIfAbsent(path, "must be a finite number");
        }
    }

    private static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}
