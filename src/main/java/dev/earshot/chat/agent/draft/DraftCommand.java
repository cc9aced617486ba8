package dev.earshot.chat.agent.draft;

/** How what a prompt describes changes the draft. */
public enum DraftCommand {
    EXCLUDE,
    ONLY,
    CONFIRM,
    /** A further condition, whatever else is of its kind: "they must own their home". */
    REQUIRE,
    ADD
}
