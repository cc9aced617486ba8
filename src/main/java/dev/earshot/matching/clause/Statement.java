package dev.earshot.matching.clause;

/**
 * One sentence or line that is about people to reach.
 *
 * @param start where it begins in the text, in characters
 * @param excluded a heading above it, or in front of it, says that these people are left out
 */
public record Statement(String text, int start, boolean excluded) {}
