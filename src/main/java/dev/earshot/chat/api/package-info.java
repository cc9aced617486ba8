/**
 * The conversations' HTTP resources, but for streams.
 *
 * <p>Start with {@link dev.earshot.chat.api.MessageResource}. They translate and delegate, no more.
 */
package dev.earshot.chat.api;
