package dev.earshot.chat;

import java.util.List;

/**
 * A signal of the taxonomy that the agent proposes.
 *
 * @param id the signal's id, such as {@code loc_ca}
 * @param label the name as planners read it, in the conversation's language where the starter taxonomy has one
 * @param type such as {@code location}
 * @param path the names above it in the taxonomy and its own
 * @param reason why it was chosen, as a phrase in the planner's language
 * @param reach how many customers showed it
 */
public record SuggestedSignal(
        String id, String name, String label, String type, List<String> path, String reason, long reach) {}
