package dev.earshot.audience;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import dev.earshot.http.error.UnexpectedValueException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a {@link ParameterCondition} in any of its shapes. */
final class ParameterConditionReader extends StdDeserializer<ParameterCondition> {
    private static final long serialVersionUID = 1L;
    private static final int MOST_VALUES = 50;
    private static final int LONGEST_TEXT = 500;
    private static final Set<String> BOUNDS = Set.of("min", "max");

    ParameterConditionReader() {
        super(ParameterCondition.class);
    }

    @Override
    public ParameterCondition deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        JsonNode asked = context.readTree(parser);
        if (asked.isObject()) {
            return range(parser, asked);
        }
        List<Object> values = new ArrayList<>();
        if (asked.isArray()) {
            for (JsonNode value : asked) {
                values.add(value(parser, value));
            }
        } else {
            values.add(value(parser, asked));
        }
        if (values.isEmpty() || values.size() > MOST_VALUES) {
            throw new UnexpectedValueException(parser, "must list between 1 and " + MOST_VALUES + " values");
        }
        return new ParameterCondition(values, null, null);
    }

    private static ParameterCondition range(JsonParser parser, JsonNode asked) throws UnexpectedValueException {
        BigDecimal min = bound(parser, asked, "min");
        BigDecimal max = bound(parser, asked, "max");
        List<String> names = new ArrayList<>();
        asked.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty() || !BOUNDS.containsAll(names)) {
            throw new UnexpectedValueException(
                    parser, "must be a value, a list of values, or a range with `min`, `max` or both");
        }
        if (min != null && max != null && min.compareTo(max) > 0) {
            throw new UnexpectedValueException(parser, "must have a `min` that is not above its `max`");
        }
        return new ParameterCondition(List.of(), min, max);
    }

    private static BigDecimal bound(JsonParser parser, JsonNode asked, String name) throws UnexpectedValueException {
        JsonNode bound = asked.get(name);
        if (bound == null) {
            return null;
        }
        if (!bound.isNumber()) {
            throw new UnexpectedValueException(parser, "must have a number as its `" + name + "`");
        }
        return bound.decimalValue();
    }

    private static Object value(JsonParser parser, JsonNode value) throws UnexpectedValueException {
        if (value.isTextual() && value.textValue().length() <= LONGEST_TEXT) {
            return value.textValue();
        }
        if (value.isNumber()) {
            return value.decimalValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        throw new UnexpectedValueException(
                parser, "must be a text of at most " + LONGEST_TEXT + " characters, a number or a truth value");
    }
}
