package dev.earshot.chat.agent.act;

import dev.earshot.matching.words.Language;
import dev.earshot.matching.words.UnsupportedLanguage;
import java.util.List;
import java.util.Optional;

/**
 * What a planner did by saying something.
 *
 * @param language the conversation's from now on
 * @param foreign the language that it was said in if that is not understood; nothing else is known then
 * @param acts in their order, at least one unless the language is foreign
 */
public record DialogueReading(Language language, Optional<UnsupportedLanguage> foreign, List<DialogueAct> acts) {
    public DialogueReading {
        acts = List.copyOf(acts);
    }

    /** The act that it comes to: the last one. */
    public DialogueAct last() {
        return acts.get(acts.size() - 1);
    }
}
