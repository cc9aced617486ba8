package dev.earshot.matching;

import dev.earshot.taxonomy.Signal;

/**
 * A signal that a brief seems to mean.
 *
 * @param confidence 0 to 1; comparable within one match, no probability
 * @param reason the words that matched, in the language of the text: {@code matched 'hiking gear'}
 * @param negated the brief excludes it
 */
public record SignalSuggestion(Signal signal, double confidence, String reason, boolean negated) {}
