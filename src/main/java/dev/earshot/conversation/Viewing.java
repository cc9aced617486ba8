package dev.earshot.conversation;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The answer to somebody who asked to see a reply.
 *
 * @param messageId of the reply
 * @param seen the number of the last event that they have seen; 0 for none
 */
@Schema(hidden = true)
record Viewing(String messageId, int seen) {}
