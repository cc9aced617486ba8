package dev.earshot.audience;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A signal as a rule asks for it; as JSON its id, {@code "trans_hiking"}, or {@code
 * {"signal":"trans_hiking","within":"P30D","atLeast":2}}. A signal includes all signals below it in the taxonomy.
 *
 * @param signal the signal's id
 * @param within how recently it must have been shown last, in ISO 8601: {@code P30D}, {@code P6M}; {@link #EVER} for
 *     any time
 * @param atLeast how often it must have been shown; what was last shown before {@code within} does not count
 */
@RegisterForReflection
@Schema(
        oneOf = {String.class, Criterion.Detailed.class},
        description = "A signal's id, or an object that also says how recently and how often it must have been shown.")
public record Criterion(String signal, Period within, int atLeast) {
    /** Any time. */
    public static final Period EVER = Period.ZERO;

    /** How a criterion looks on the wire when it says more than the signal. */
    @Schema(name = "DetailedCriterion")
    record Detailed(
            @Schema(required = true, examples = "trans_hiking")
            String signal,

            @Schema(examples = "P30D") String within,
            @Schema(minimum = "1", defaultValue = "1") Integer atLeast) {}

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Criterion of(String signal) {
        return new Criterion(signal, EVER, 1);
    }

    /** @throws java.time.format.DateTimeParseException if {@code within} is no period of ISO 8601 */
    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    static Criterion of(
            @JsonProperty("signal") String signal,
            @JsonProperty("within") String within,
            @JsonProperty("atLeast") Integer atLeast) {
        return new Criterion(signal, within == null ? EVER : period(within), atLeast == null ? 1 : atLeast);
    }

    /** None at all would be read as any time. */
    private static Period period(String text) {
        Period period = Period.parse(text);
        if (period.isZero()) {
            throw new DateTimeParseException("No time", text, 0);
        }
        return period;
    }

    /** Whether once at any time is enough. */
    public boolean isPlain() {
        return within.isZero() && atLeast == 1;
    }

    /** The moment since when it counts. */
    public Instant since(Instant now) {
        return within.isZero()
                ? Instant.EPOCH
                : now.atOffset(ZoneOffset.UTC).minus(within).toInstant();
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
