package dev.earshot.audience;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Period;
import java.time.temporal.TemporalAmount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Events that the customer caused one after the other, or did not cause any more: {@code
 * {"sequence":[{"event":"ai_item_saved"},{"not":{"event":"ai_conversion_completed"},"within":"P7D"}]}}.
 *
 * <p>A step that happens comes after the last one that happened, within its time from there. A step with {@code not}
 * says what did not come within its time from there; a customer whose time is still running is included until it does
 * come.
 *
 * @param steps two or more; the first one happens, and its {@code within} counts back from now
 */
@RegisterForReflection
@JsonDeserialize
@Schema(name = "SequenceCriterion")
public record SequenceCriterion(
        @Schema(name = "sequence", required = true) List<Step> steps) implements Criterion {
    /** Most steps of a sequence. */
    public static final int MOST_STEPS = 8;

    /**
     * One step.
     *
     * @param event what happened, or {@code null}
     * @param not what did not happen, or {@code null}
     * @param within from the step before; any time if absent
     * @param where what the parameters of {@code event} must be
     */
    @RegisterForReflection
    @Schema(name = "SequenceStep")
    public record Step(
            @Schema(examples = "ai_item_saved") String event,

            Happening not,

            @Schema(implementation = String.class, examples = "P7D")
            TemporalAmount within,

            Map<String, ParameterCondition> where) {

        public Step {
            where = where == null ? Map.of() : Map.copyOf(where);
        }

        @JsonCreator
        static Step of(
                @JsonProperty("event") String event,
                @JsonProperty("not") Happening not,
                @JsonProperty("within") @JsonDeserialize(using = TimeSpanReader.class) TemporalAmount within,
                @JsonProperty("where") Map<String, ParameterCondition> where) {
            return new Step(event, not, within == null ? EVER : within, where);
        }

        /** The event that it is about, whether it happened or not. */
        public Happening what() {
            return not == null ? new Happening(event, where) : not;
        }

        /** Whether the event happened. */
        public boolean happened() {
            return not == null;
        }

        @JsonValue
        Map<String, Object> wire() {
            Map<String, Object> wire = new LinkedHashMap<>();
            if (not != null) {
                wire.put("not", not.wire());
            } else {
                wire.putAll(what().wire());
            }
            if (!within.equals(EVER)) {
                wire.put("within", within.toString());
            }
            return wire;
        }
    }

    /**
     * An event of a sequence.
     *
     * @param event its name in the event taxonomy
     * @param where what its parameters must be, as in {@link EventCriterion}
     */
    @RegisterForReflection
    @Schema(name = "SequenceEvent")
    public record Happening(
            @Schema(required = true, examples = "ai_conversion_completed")
            String event,

            Map<String, ParameterCondition> where) {
        public Happening {
            where = where == null ? Map.of() : Map.copyOf(where);
        }

        @JsonValue
        Map<String, Object> wire() {
            Map<String, Object> wire = new LinkedHashMap<>();
            wire.put("event", event);
            if (!where.isEmpty()) {
                wire.put("where", where);
            }
            return wire;
        }
    }

    public SequenceCriterion {
        steps = steps == null ? List.of() : List.copyOf(steps);
    }

    @JsonCreator
    static SequenceCriterion of(@JsonProperty("sequence") @JsonSetter(contentNulls = Nulls.FAIL) List<Step> sequence) {
        return new SequenceCriterion(sequence);
    }

    @Override
    public Period within() {
        return EVER;
    }

    @Override
    public int atLeast() {
        return 1;
    }

    @Override
    @JsonIgnore
    public boolean isPlain() {
        return false;
    }

    @Override
    public SequenceCriterion timed(TemporalAmount within, int atLeast) {
        return this;
    }

    @JsonValue
    Map<String, Object> wire() {
        return Map.of("sequence", steps);
    }
}
