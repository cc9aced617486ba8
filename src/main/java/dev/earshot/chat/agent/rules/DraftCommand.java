package dev.earshot.chat.agent.rules;

/** How what a prompt describes changes the draft. */
enum DraftCommand {
    START_OVER,
    DROP,
    EXCLUDE,
    ONLY,
    CONFIRM,
    ADD
}
