package dev.earshot;

import java.util.regex.Pattern;

/** Text from outside, made harmless to carry: no invisible characters, bounded, and on one line unless its lines matter. */
public final class Untrusted {
    /** Format characters, private ones, those that Unicode does not know, and halves of pairs: nobody sees them, and a model may. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}]");

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");
    private static final Pattern BLANKS_WITHIN_A_LINE = Pattern.compile("[\\p{Z}\\p{Cc}&&[^\n]]+");

    private Untrusted() {}

    /**
     * The text without control, format and unassigned characters (zero-width and direction marks are format characters), its white space
     * folded to single blanks, cut to a length.
     */
    public static String text(String text, int most) {
        if (text == null) {
            return null;
        }
        String shown = visible(BLANKS, text);
        return shown.codePointCount(0, shown.length()) <= most
                ? shown
                : shown.substring(0, shown.offsetByCodePoints(0, most));
    }

    /**
     * The same of a name that people are to see.
     *
     * @param field what the refusal of a name names, of which nothing is left
     */
    public static String name(String field, String name, int most) {
        String shown = text(name, most);
        if (shown == null || shown.isEmpty()) {
            throw Refusal.invalid("INVALID_INPUT", field, "must not be blank");
        }
        return shown;
    }

    /** A text whose length is bounded already, made harmless in the same way, with its line ends. */
    public static String lines(String text) {
        return visible(BLANKS_WITHIN_A_LINE, text);
    }

    private static String visible(Pattern blanks, String text) {
        String folded = blanks.matcher(text).replaceAll(" ");
        return INVISIBLE.matcher(folded).replaceAll("").strip();
    }
}
