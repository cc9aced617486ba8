package dev.earshot.chat.agent.act;

import java.util.Optional;

/** One form in which an act is said. */
interface ActForm {
    ActKind kind();

    /** Whether a folded text that begins so may have this form. */
    default boolean mayBegin(String beginning) {
        return true;
    }

    /** The act, if the whole text has this form. */
    Optional<DialogueAct> read(SpokenText text);
}
