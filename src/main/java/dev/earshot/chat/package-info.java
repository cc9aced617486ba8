/**
 * Conversations and messages, and what is recorded with a reply.
 *
 * <p>Start with {@link dev.earshot.chat.Conversations}. Rooms import this one; it imports none of them.
 */
package dev.earshot.chat;
