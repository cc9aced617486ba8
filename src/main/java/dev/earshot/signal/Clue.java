package dev.earshot.signal;

/** Words that may show signals: a query, a category such as {@code outdoors > camping}, what a profile says. */
public record Clue(Source source, String text) {}
