package dev.earshot.chat;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What the agent will do if the planner's next words are yes. Any other words drop it.
 *
 * @param name the name under which an audience would be saved
 * @param audienceId the audience; absent if it does not exist yet
 * @param version the audience's version at the question; absent with the audience
 */
public record PendingAction(Act act, String name, String audienceId, Integer version) {

    /** What an agent may do, only after a yes. */
    public enum Act {
        SAVE,
        /** Gives a saved audience this name, and leaves its rule. */
        RENAME,
        ACTIVATE,
        SAVE_AND_ACTIVATE;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean activates() {
        return act == Act.ACTIVATE || act == Act.SAVE_AND_ACTIVATE;
    }
}
