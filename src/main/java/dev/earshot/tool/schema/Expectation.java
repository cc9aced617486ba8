package dev.earshot.tool.schema;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;

/** What a keyword of JSON Schema asks of a value, in words. */
final class Expectation {
    /** The pattern of a text with at least one visible character. */
    static final String NOT_BLANK = "\\S";

    static final String DAY = "must be a day that exists, such as 2026-01-31";

    private Expectation() {}

    /** @param wanted what the keyword says in the schema */
    static String of(String keyword, Object wanted) {
        return switch (keyword) {
            case "required" -> "is missing";
            case "propertyNames" -> "must have a name that matches " + ((JsonObject) wanted).getString("pattern");
            case "type" -> "must be of type " + type(wanted);
            case "minLength" -> "must not be empty";
            case "maxLength" -> "must have at most " + wanted + " characters";
            case "minimum" -> "must be at least " + plain(wanted);
            case "maximum" -> "must be at most " + plain(wanted);
            case "maxProperties", "maxItems" -> "must have at most " + wanted + " entries";
            case "minItems" -> "must have at least " + wanted + " entries";
            case "enum" -> "must be one of " + ((JsonArray) wanted).encode();
            case "pattern" -> pattern((String) wanted);
            default -> "is not valid";
        };
    }

    private static String pattern(String wanted) {
        return switch (wanted) {
            case NOT_BLANK -> "must not be blank";
            case CustomToolSchema.DAY -> DAY;
            default -> "must match " + wanted;
        };
    }

    private static String type(Object wanted) {
        return wanted instanceof JsonArray several
                ? String.join(" or ", several.stream().map(Object::toString).toList())
                : wanted.toString();
    }

    /** A bound as people write it, not as 1.0E15. */
    private static String plain(Object bound) {
        return new BigDecimal(bound.toString()).stripTrailingZeros().toPlainString();
    }
}
