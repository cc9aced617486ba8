package dev.earshot.chat;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What the agent will do if the planner's next words are yes. Any other words drop it.
 *
 * @param name what an audience is to be saved as
 * @param audienceId the audience that it is about; absent for one that is yet to be made
 * @param version the audience's version when that was asked; absent with the audience
 */
public record PendingAction(Act act, String name, String audienceId, Integer version) {

    /** What an agent may do; always after a yes. */
    public enum Act {
        SAVE,
        ACTIVATE,
        SAVE_AND_ACTIVATE;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean activates() {
        return act != Act.SAVE;
    }
}
