package dev.earshot.common;

import java.util.regex.Pattern;

/**
 * Text from outside, made harmless to carry: no invisible characters, bounded, and on one line unless its lines matter.
 */
public final class TextSanitizer {
    /**
     * Letters and marks of the scripts in which a joiner changes how a word is written; in others it only hides within
     * a word.
     */
    private static final String JOINABLE = "[\\p{IsArabic}\\p{IsSyriac}\\p{IsNko}\\p{IsMongolian}\\p{IsDevanagari}"
            + "\\p{IsBengali}\\p{IsGurmukhi}\\p{IsGujarati}\\p{IsOriya}\\p{IsTamil}\\p{IsTelugu}\\p{IsKannada}"
            + "\\p{IsMalayalam}\\p{IsSinhala}\\p{IsKhmer}\\p{IsMyanmar}\\p{IsTibetan}\\u064B-\\u065F]";

    private static final String EMOJI = "[\\p{So}\\x{1F3FB}-\\x{1F3FF}]";

    /** A joiner within a Persian word, say, or between the people of a family. */
    private static final String JOINING =
            "(?<=%1$s)[\\u200C\\u200D](?=%1$s)|(?<=%2$s\\uFE0F?)\\u200D(?=%2$s)".formatted(JOINABLE, EMOJI);

    /**
     * Format characters, private ones, those that Unicode does not know, halves of pairs, and fillers: none is visible,
     * and a model reads them.
     */
    private static final String HIDDEN =
            "[\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u3164\\uFFA0]";

    /** Hidden first: to ask of each letter whether it joins took 4 % of a call's processor time. */
    private static final Pattern INVISIBLE = Pattern.compile("(?=" + HIDDEN + ")(?!" + JOINING + ")" + HIDDEN);

    /** One says how a character is shown; more of them carry something else. */
    private static final Pattern VARIATION_SELECTORS =
            Pattern.compile("([\\uFE00-\\uFE0F\\x{E0100}-\\x{E01EF}])[\\uFE00-\\uFE0F\\x{E0100}-\\x{E01EF}]+");

    private static final Pattern JOINERS_AT_THE_END = Pattern.compile("[\\u200C\\u200D]+\\z");

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");
    private static final Pattern BLANKS_WITHIN_A_LINE = Pattern.compile("[\\p{Z}\\p{Cc}&&[^\n]]+");

    private TextSanitizer() {}

    /**
     * The text without control, format and unassigned characters (zero-width and direction marks are format
     * characters), its white space folded to single blanks, cut to a length. Joiners stay where they join.
     */
    public static String text(String text, int most) {
        if (text == null) {
            return null;
        }
        String shown = visible(BLANKS, text);
        return shown.codePointCount(0, shown.length()) <= most
                ? shown
                : JOINERS_AT_THE_END
                        .matcher(shown.substring(0, shown.offsetByCodePoints(0, most)))
                        .replaceAll("");
    }

    /**
     * The same for a name that is displayed.
     *
     * @param field the field to report if nothing is left of the name
     */
    public static String name(String field, String name, int most) {
        String shown = text(name, most);
        if (shown == null || shown.isEmpty()) {
            throw ApiException.invalid("INVALID_INPUT", field, "must not be blank");
        }
        return shown;
    }

    /** A text whose length is bounded already, made harmless in the same way, with its line ends. */
    public static String lines(String text) {
        return visible(BLANKS_WITHIN_A_LINE, text);
    }

    private static String visible(Pattern blanks, String text) {
        String folded = blanks.matcher(text).replaceAll(" ");
        // Most texts: without control characters, which the blanks have taken, ASCII hides nothing.
        if (folded.chars().allMatch(letter -> letter < 0x80)) {
            return folded.strip();
        }
        String shown = INVISIBLE.matcher(folded).replaceAll("");
        return VARIATION_SELECTORS.matcher(shown).replaceAll("$1").strip();
    }
}
