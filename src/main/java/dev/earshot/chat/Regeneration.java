package dev.earshot.chat;

import java.util.Optional;

/**
 * A prompt that is answered again.
 *
 * @param newest whether nothing was said in the conversation since
 * @param effect what an earlier reply to it did
 */
public record Regeneration(boolean newest, Optional<Effect> effect) {}
