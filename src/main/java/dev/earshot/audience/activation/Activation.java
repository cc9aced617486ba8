package dev.earshot.audience.activation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;

/**
 * What a planner had done with an audience's tag, and how far it has got. All numbers are of customers.
 *
 * @param by the planner
 * @param toTag who is to be tagged, {@code toUntag} untagged; final once it is sending
 * @param waiting of whom Netmera has not been told yet, or has not answered
 * @param refused whom Netmera will not tag or untag
 * @param withdrawn who have denied their consent or were erased before it was their turn
 * @param anonymous members who can't be tagged, since Netmera knows no anonymous customers
 */
public record Activation(
        String id,
        String audienceId,
        Act act,
        Status status,
        String by,
        Instant at,
        Instant doneAt,
        int audienceVersion,
        String tag,
        long toTag,
        long toUntag,
        long tagged,
        long untagged,
        long refused,
        long waiting,
        long withdrawn,
        long anonymous) {

    /** What was asked for. */
    public enum Act {
        /** Tags the members. */
        ACTIVATE,
        /** Tags who has become a member and untags who no longer is one. */
        REFRESH,
        /** Untags all. */
        DEACTIVATE;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How far it has got. */
    public enum Status {
        /** It is being found out who is to be tagged and untagged. */
        PLANNING,
        SENDING,
        DONE,
        /** A later act took over what was left of it. */
        SUPERSEDED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
