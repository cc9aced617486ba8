/**
 * The agent with a model behind an OpenAI-compatible endpoint, with two tools.
 *
 * <p>Start with {@link dev.earshot.chat.agent.model.ModelAgent}. Only ids of the taxonomy leave it.
 */
package dev.earshot.chat.agent.model;
