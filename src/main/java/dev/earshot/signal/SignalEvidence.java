package dev.earshot.signal;

import dev.earshot.matching.SignalSource;

/** Words that may show signals: a query, a category such as {@code outdoors > camping}, what a profile says. */
public record SignalEvidence(SignalSource source, String text) {}
