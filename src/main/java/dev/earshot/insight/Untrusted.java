package dev.earshot.insight;

/** Text from outside, made harmless to carry: one line, no invisible characters, bounded. */
final class Untrusted {
    private Untrusted() {}

    /**
     * The text without control, format and unassigned characters (zero-width and direction marks are format characters), its white space
     * folded to single blanks, cut to a length.
     */
    static String text(String text, int most) {
        if (text == null) {
            return null;
        }
        String shown = text.replaceAll("[\\s\\p{Z}\\p{Cc}]+", " ")
                .replaceAll("[\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}]", "")
                .strip();
        return shown.codePointCount(0, shown.length()) <= most
                ? shown
                : shown.substring(0, shown.offsetByCodePoints(0, most));
    }
}
