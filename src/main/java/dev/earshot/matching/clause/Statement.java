package dev.earshot.matching.clause;

/**
 * One sentence or line that is about people to reach.
 *
 * @param start where it begins in the text, in characters
 * @param excluded a heading above it, or in front of it, says that these people are left out
 * @param anyOf a heading in front of it ("hobbies:") lists what people may be after, of which one is enough
 */
public record Statement(String text, int start, boolean excluded, boolean anyOf) {}
