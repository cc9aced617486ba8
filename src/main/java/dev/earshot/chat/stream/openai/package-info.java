/**
 * The chat for OpenAI's clients.
 *
 * <p>Start with {@link dev.earshot.chat.stream.openai.OpenAiResource}. Nothing here knows how replies are made.
 */
package dev.earshot.chat.stream.openai;
