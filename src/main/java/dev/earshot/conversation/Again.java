package dev.earshot.conversation;

import java.util.Optional;

/**
 * What is known of a prompt that is answered once more.
 *
 * @param newest whether nothing was said in the conversation since
 * @param effect what an earlier reply to it did
 */
record Again(boolean newest, Optional<Effect> effect) {}
