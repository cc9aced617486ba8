package dev.earshot.chat.agent.draft;

/** How what a prompt describes changes the draft. */
public enum DraftCommand {
    EXCLUDE,
    ONLY,
    CONFIRM,
    ADD
}
