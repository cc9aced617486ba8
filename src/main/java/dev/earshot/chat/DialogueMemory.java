package dev.earshot.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.earshot.audience.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * What the agent remembers of a conversation from reply to reply, besides its draft.
 *
 * @param language {@code en} or {@code tr}; absent until it is known
 * @param before the drafts that "undo" brings back, the latest first; at most twenty
 * @param name what the audience is to be saved as, said before it was; absent if nothing was said
 * @param browsed what was last listed, for "more"; absent if nothing was listed just before
 * @param compared what the draft was last compared with; absent if it was not
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DialogueMemory(String language, List<Rule> before, String name, Browsed browsed, Rule compared) {
    private static final int MOST_UNDONE = 20;

    /** Of a conversation in which nothing was said. */
    public static final DialogueMemory NOTHING = new DialogueMemory(null, List.of(), null, null, null);

    /**
     * A list of signals that is shown page by page.
     *
     * @param topic what was asked for; empty for everything
     * @param shown how many signals were shown
     */
    public record Browsed(String topic, int shown) {}

    public DialogueMemory {
        before = before == null ? List.of() : List.copyOf(before);
    }

    /** The same once the draft is another one. */
    public DialogueMemory changed(Rule from, Rule to) {
        if (from.equals(to)) {
            return this;
        }
        List<Rule> drafts = new ArrayList<>(List.of(from));
        before.stream().limit(MOST_UNDONE - 1L).forEach(drafts::add);
        return new DialogueMemory(language, drafts, name, browsed, compared);
    }

    /** The same with so many of the latest drafts brought back. */
    public DialogueMemory undone(int drafts) {
        return new DialogueMemory(
                language, before.subList(Math.min(drafts, before.size()), before.size()), name, browsed, compared);
    }

    public DialogueMemory in(String spoken) {
        return new DialogueMemory(spoken, before, name, browsed, compared);
    }

    public DialogueMemory named(String proposed) {
        return new DialogueMemory(language, before, proposed, browsed, compared);
    }

    public DialogueMemory listed(Browsed list) {
        return new DialogueMemory(language, before, name, list, compared);
    }

    public DialogueMemory comparedWith(Rule other) {
        return new DialogueMemory(language, before, name, browsed, other);
    }
}
