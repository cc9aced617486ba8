package dev.earshot.audience;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a parameter of an event must be: a value, {@code "outdoors"}; one of several, {@code ["EUR","USD"]}; or a number
 * between two, {@code {"min":50,"max":200}}, of which one may be absent. Case and accents of texts don't matter; a
 * category includes the ones below it.
 *
 * @param oneOf texts, numbers or truth values; empty if it is about a range
 * @param min the least number, or {@code null}
 * @param max the greatest number, or {@code null}
 */
@RegisterForReflection
@JsonDeserialize(using = ParameterConditionReader.class)
@Schema(
        name = "ParameterCondition",
        oneOf = {
            String.class,
            BigDecimal.class,
            Boolean.class,
            ParameterCondition.Values.class,
            ParameterCondition.Range.class
        },
        description = "A value, a list of values, or a range of numbers.")
public record ParameterCondition(List<Object> oneOf, BigDecimal min, BigDecimal max) {

    /** How several values look on the wire. */
    @Schema(name = "ParameterValues", type = SchemaType.ARRAY, implementation = String.class)
    interface Values {}

    /** How a range looks on the wire. */
    @Schema(name = "ParameterRange")
    record Range(BigDecimal min, BigDecimal max) {}

    public ParameterCondition {
        oneOf = List.copyOf(oneOf);
    }

    /** Whether it is about a range of numbers. */
    @JsonIgnore
    public boolean isRange() {
        return oneOf.isEmpty();
    }

    @JsonValue
    Object wire() {
        if (!isRange()) {
            return oneOf.size() == 1 ? oneOf.get(0) : oneOf;
        }
        Map<String, Object> wire = new LinkedHashMap<>();
        if (min != null) {
            wire.put("min", min);
        }
        if (max != null) {
            wire.put("max", max);
        }
        return wire;
    }
}
