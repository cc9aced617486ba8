package dev.earshot.matching.clause;

/**
 * One sentence or line that is about people to reach.
 *
 * @param start where it begins in the text, in characters
 * @param excluded a heading above it, or in front of it, says that these people are left out
 * @param anyOf a heading in front of it ("hobbies:") lists what people may be after, of which one is enough
 * @param choice a heading says that one of all it names is enough, whatever it is ("any of these:")
 */
public record Statement(String text, int start, boolean excluded, boolean anyOf, Choice choice) {
    /** Whether one of several is enough. */
    public enum Choice {
        NONE,
        /** One of those that the statement names. */
        WITHIN,
        /** It names one, and the statement before another. */
        WITH_BEFORE,
        /** All of them are asked for: "all three at once". */
        ALL
    }
}
