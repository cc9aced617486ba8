package dev.earshot.common;

/** Text as it may be stored and shown: without the characters that no text has and that Postgres or JSON can't hold. */
public final class PlainText {

    private PlainText() {}

    /** Drops NUL and replaces halves of surrogate pairs. */
    public static String of(String text) {
        if (text.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c))) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c != 0)
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? '\uFFFD' : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
