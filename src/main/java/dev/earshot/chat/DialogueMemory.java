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
 * @param choice what the planner was just asked to choose from; absent if nothing was
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DialogueMemory(
        String language, List<Rule> before, String name, Browsed browsed, Rule compared, Choice choice) {
    private static final int MOST_UNDONE = 20;

    /** Of a conversation in which nothing was said. */
    public static final DialogueMemory NOTHING = new DialogueMemory(null, List.of(), null, null, null, null);

    /**
     * A list of signals that is shown page by page.
     *
     * @param topic what was asked for; empty for everything
     * @param shown how many signals were shown
     */
    public record Browsed(String topic, int shown) {}

    /**
     * A question with several answers: what a word means, or which change to make.
     *
     * @param about the word; empty if it is about none
     * @param options in the order in which they were shown
     * @param all the draft that all of them together make; absent if they exclude each other
     */
    public record Choice(String about, List<Option> options, Rule all) {
        public Choice {
            options = List.copyOf(options);
        }
    }

    /**
     * One answer.
     *
     * @param words by which it can be named, besides its place
     * @param draft the draft that it makes
     */
    public record Option(String name, List<String> words, Rule draft) {
        public Option {
            words = words == null ? List.of() : List.copyOf(words);
        }
    }

    public DialogueMemory {
        before = before == null ? List.of() : List.copyOf(before);
    }

    /** The draft before the latest change; empty if nothing was changed. */
    public Rule earlier() {
        return before.isEmpty() ? Rule.EMPTY : before.get(0);
    }

    /** The groups that the latest change brought to the draft. */
    public List<Rule.Group> latest(Rule draft) {
        List<Rule.Group> known = earlier().all();
        return draft.all().stream().filter(group -> !known.contains(group)).toList();
    }

    /** The same once the draft is another one. */
    public DialogueMemory changed(Rule from, Rule to) {
        if (from.equals(to)) {
            return this;
        }
        List<Rule> drafts = new ArrayList<>(List.of(from));
        before.stream().limit(MOST_UNDONE - 1L).forEach(drafts::add);
        return new DialogueMemory(language, drafts, name, browsed, compared, null);
    }

    /** The same with so many of the latest drafts brought back. */
    public DialogueMemory undone(int drafts) {
        return new DialogueMemory(
                language,
                before.subList(Math.min(drafts, before.size()), before.size()),
                name,
                browsed,
                compared,
                null);
    }

    public DialogueMemory in(String spoken) {
        return new DialogueMemory(spoken, before, name, browsed, compared, choice);
    }

    public DialogueMemory named(String proposed) {
        return new DialogueMemory(language, before, proposed, browsed, compared, choice);
    }

    public DialogueMemory listed(Browsed list) {
        return new DialogueMemory(language, before, name, list, compared, choice);
    }

    public DialogueMemory comparedWith(Rule other) {
        return new DialogueMemory(language, before, name, browsed, other, choice);
    }

    /** The same with a question that the next prompt may answer; null for none. */
    public DialogueMemory choosing(Choice asked) {
        return new DialogueMemory(language, before, name, browsed, compared, asked);
    }
}
