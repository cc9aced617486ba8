package dev.earshot.chat;

import java.util.Optional;

/**
 * What is known of a prompt that is answered once more.
 *
 * @param newest whether nothing was said in the conversation since
 * @param effect what an earlier reply to it did
 */
public record Regeneration(boolean newest, Optional<Effect> effect) {}
