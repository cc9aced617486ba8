package dev.earshot.matching.clause;

/**
 * A sentence with what the lines above it say of it.
 *
 * @param start where it begins in the text, in characters
 * @param excluded a heading leaves out all that it names
 * @param follows is not the first behind the heading of its line
 * @param listed stands in a list
 * @param anyOf as {@link Statement#anyOf}
 * @param choice as {@link Statement#choice}
 */
record Sentence(
        String text,
        int start,
        boolean excluded,
        boolean follows,
        boolean listed,
        boolean anyOf,
        Statement.Choice choice) {
    Sentence part(int from, int to) {
        return new Sentence(text.substring(from, to), start + from, excluded, follows, listed, anyOf, choice);
    }
}
