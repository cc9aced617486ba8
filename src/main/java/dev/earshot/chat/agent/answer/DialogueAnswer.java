package dev.earshot.chat.agent.answer;

import dev.earshot.chat.DialogueMemory;

/**
 * An answer that leaves the draft as it is.
 *
 * @param memory what is remembered from now on
 */
public record DialogueAnswer(String text, DialogueMemory memory) {}
