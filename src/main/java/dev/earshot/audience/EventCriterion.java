package dev.earshot.audience;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.temporal.TemporalAmount;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An event that the customer caused: {@code
 * {"event":"ai_item_saved","within":"P7D","atLeast":2,"where":{"category":"outdoors","price":{"min":50}}}}.
 *
 * @param event its name in the event taxonomy, such as {@code ai_item_saved}, or a custom event's
 * @param within how recently, in ISO 8601: {@code P7D}, {@code PT12H}; {@link #EVER} for any time that events are kept
 * @param atLeast how often within that time
 * @param where what its parameters must be, by name: the event's own, {@code platform}, and the {@code category},
 *     {@code price} and {@code currency} of its item; all must hold
 */
@RegisterForReflection
@JsonDeserialize
@Schema(name = "EventCriterion")
public record EventCriterion(
        @Schema(required = true, examples = "ai_item_saved") String event,

        @Schema(implementation = String.class, examples = "P7D")
        TemporalAmount within,

        @Schema(minimum = "1", defaultValue = "1") int atLeast,

        Map<String, ParameterCondition> where)
        implements Criterion {

    public EventCriterion {
        where = where == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(where));
    }

    @JsonCreator
    static EventCriterion of(
            @JsonProperty("event") String event,
            @JsonProperty("within") @JsonDeserialize(using = TimeSpanReader.class) TemporalAmount within,
            @JsonProperty("atLeast") Integer atLeast,
            @JsonProperty("where") Map<String, ParameterCondition> where) {
        return new EventCriterion(event, within == null ? EVER : within, atLeast == null ? 1 : atLeast, where);
    }

    @Override
    @JsonIgnore
    public boolean isPlain() {
        return within.equals(EVER) && atLeast == 1 && where.isEmpty();
    }

    @Override
    public EventCriterion timed(TemporalAmount other, int times) {
        return new EventCriterion(event, other, times, where);
    }

    @JsonValue
    Map<String, Object> wire() {
        Map<String, Object> wire = new LinkedHashMap<>();
        wire.put("event", event);
        if (!within.equals(EVER)) {
            wire.put("within", within.toString());
        }
        if (atLeast != 1) {
            wire.put("atLeast", atLeast);
        }
        if (!where.isEmpty()) {
            wire.put("where", where);
        }
        return wire;
    }
}
