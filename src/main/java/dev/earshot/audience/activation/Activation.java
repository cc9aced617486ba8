package dev.earshot.audience.activation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;

/**
 * An action on an audience's tag and its progress. All numbers are of customers.
 *
 * @param by the planner, or {@code schedule} for a refresh that was due
 * @param members the size of the audience as it was found, those held out and anonymous ones included; 0 until they
 *     are planned, and for a deactivation
 * @param toTag customers to tag, {@code toUntag} to untag; final once it is sending
 * @param waiting customers not yet sent to Netmera, or not yet answered
 * @param refused customers that Netmera refused to tag or untag
 * @param withdrawn customers that opted out or were erased before their turn
 * @param anonymous members that can't be tagged, because Netmera knows no anonymous customers
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
        long members,
        long toTag,
        long toUntag,
        long tagged,
        long untagged,
        long refused,
        long waiting,
        long withdrawn,
        long anonymous) {

    /** The requested action. */
    public enum Act {
        /** Tags the members. */
        ACTIVATE,
        /** Tags new members and untags former ones. */
        REFRESH,
        /** Untags all. */
        DEACTIVATE;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Its progress. */
    public enum Status {
        /** Planning: finding the customers to tag and untag. */
        PLANNING,
        SENDING,
        DONE,
        /** A later action took over the rest. */
        SUPERSEDED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
