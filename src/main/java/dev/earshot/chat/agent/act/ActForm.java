package dev.earshot.chat.agent.act;

import java.util.Optional;

/** One form in which an act is said. */
interface ActForm {
    ActKind kind();

    /** The act, if the whole text has this form. */
    Optional<DialogueAct> read(SpokenText text);
}
