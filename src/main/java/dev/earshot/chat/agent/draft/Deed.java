package dev.earshot.chat.agent.draft;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.EventCriterion;
import java.time.Period;
import java.util.Map;

/**
 * An event that customers caused, or did not.
 *
 * @param event as the event taxonomy calls it
 * @param within how recently; {@link Criterion#EVER} for any time
 * @param atLeast how often
 * @param or whether it is an alternative to the deed before
 * @param then whether it is said to have followed the deed before: "viewed an item and saved it"
 */
record Deed(String event, boolean done, Period within, int atLeast, boolean or, boolean then) {
    Criterion criterion() {
        return new EventCriterion(event, within, atLeast, Map.of());
    }

    Deed within(Period other) {
        return new Deed(event, done, other, atLeast, or, then);
    }
}
