package dev.earshot.chat.agent.act;

/**
 * One thing that a planner does by saying something.
 *
 * @param subject what it is about, in the planner's words: what to add, the topic, the name to save under; may be empty
 * @param other the second thing, where there are two: what is to be replaced, or compared; may be empty
 * @param thenActivate whether what is saved is to be activated too
 */
public record DialogueAct(ActKind kind, String subject, String other, boolean thenActivate) {

    static DialogueAct of(ActKind kind, String subject) {
        return new DialogueAct(kind, subject, "", false);
    }

    /** The same about something else. */
    public DialogueAct as(ActKind another) {
        return new DialogueAct(another, subject, other, thenActivate);
    }
}
