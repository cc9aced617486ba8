package dev.earshot.audience;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Period;
import java.time.temporal.TemporalAmount;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A signal that the customer showed; as JSON its id, {@code "trans_hiking"}, or {@code
 * {"signal":"trans_hiking","within":"P30D","atLeast":2}}. A signal includes all signals below it in the taxonomy.
 *
 * @param signal the signal's id
 * @param within how recently it must have been shown last, in ISO 8601: {@code P30D}, {@code P6M}; {@link #EVER} for
 *     any time
 * @param atLeast how often it must have been shown; what was last shown before {@code within} does not count
 */
@RegisterForReflection
@JsonDeserialize
public record SignalCriterion(String signal, Period within, int atLeast) implements Criterion {

    /** How it looks on the wire when it says more than the signal. */
    @Schema(name = "DetailedCriterion")
    record Detailed(
            @Schema(required = true, examples = "trans_hiking")
            String signal,

            @Schema(examples = "P30D") String within,
            @Schema(minimum = "1", defaultValue = "1") Integer atLeast) {}

    @JsonCreator
    static SignalCriterion of(
            @JsonProperty("signal") String signal,
            @JsonProperty("within") @JsonDeserialize(using = TimeSpanReader.OfDays.class) Period within,
            @JsonProperty("atLeast") Integer atLeast) {
        return new SignalCriterion(signal, within == null ? EVER : within, atLeast == null ? 1 : atLeast);
    }

    @Override
    @JsonIgnore
    public boolean isPlain() {
        return within.isZero() && atLeast == 1;
    }

    @Override
    public SignalCriterion timed(TemporalAmount other, int times) {
        return new SignalCriterion(signal, other instanceof Period days ? days : within, times);
    }

    @JsonValue
    Object wire() {
        if (isPlain()) {
            return signal;
        }
        Map<String, Object> wire = new LinkedHashMap<>();
        wire.put("signal", signal);
        if (!within.isZero()) {
            wire.put("within", within.toString());
        }
        if (atLeast != 1) {
            wire.put("atLeast", atLeast);
        }
        return wire;
    }
}
