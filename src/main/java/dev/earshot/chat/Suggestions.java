package dev.earshot.chat;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Locale;

/**
 * What the agent proposes in one reply.
 *
 * @param signals at most eight
 * @param totalReach how many customers fulfil the draft rule as a whole
 */
@RegisterForReflection(registerFullHierarchy = true)
public record Suggestions(List<SuggestedSignal> signals, long totalReach, Confidence confidence, State status) {

    /** How sure the agent is that these signals are what the brief means. */
    public enum Confidence {
        LOW,
        MEDIUM,
        HIGH;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How far the audience has got. */
    public enum State {
        BUILDING,
        CONFIRMED,
        NEEDS_CLARIFICATION;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
