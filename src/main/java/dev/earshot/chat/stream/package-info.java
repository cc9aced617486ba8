/**
 * Runs on the wire, as server-sent events.
 *
 * <p>Start with {@link dev.earshot.chat.stream.EventStream}. Everything is written from the run log.
 */
package dev.earshot.chat.stream;
