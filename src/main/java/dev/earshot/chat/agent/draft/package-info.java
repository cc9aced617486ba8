/**
 * How a prompt's acts and descriptions change a draft.
 *
 * <p>Start with {@link dev.earshot.chat.agent.draft.DraftRevision}. Replies and the agent itself stay out.
 */
package dev.earshot.chat.agent.draft;
