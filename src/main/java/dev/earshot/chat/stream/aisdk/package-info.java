/**
 * The chat for front ends of the AI SDK.
 *
 * <p>Start with {@link dev.earshot.chat.stream.aisdk.AiSdkResource}. Nothing here knows how replies are made.
 */
package dev.earshot.chat.stream.aisdk;
