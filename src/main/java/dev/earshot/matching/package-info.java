/**
 * Text to signals with reasons: clauses, scope, phrases, senses. Plain Java.
 *
 * <p>Start with {@link dev.earshot.matching.SignalMatcher}. No framework comes in: a test holds this.
 */
package dev.earshot.matching;
