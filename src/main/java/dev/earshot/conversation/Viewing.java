package dev.earshot.conversation;

/**
 * The answer to somebody who asked to see a reply.
 *
 * @param messageId of the reply
 * @param seen the number of the last event that they have seen; 0 for none
 */
record Viewing(String messageId, int seen) {}
