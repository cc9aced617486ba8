package dev.earshot.common;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text as it is searched, the same on every machine and in every locale: lower case without accents, composed again, so
 * that Hangul stays syllables and Devanagari keeps its vowel signs. The function {@code folded} of the database does
 * the same.
 */
public final class FoldedText {
    private static final Pattern MARKS =
            Pattern.compile("[\\u00AD\\u0300-\\u036F\\u0483-\\u0487\\u0591-\\u05BD\\u05BF\\u05C1\\u05C2\\u05C4\\u05C5"
                    + "\\u05C7\\u0610-\\u061A\\u0640\\u064B-\\u065F\\u0670\\u06D6-\\u06DC\\u06DF-\\u06E4\\u06E7"
                    + "\\u06E8\\u06EA-\\u06ED\\u1AB0-\\u1AFF\\u1DC0-\\u1DFF\\u200B-\\u200F\\u202A-\\u202E\\u2060"
                    + "-\\u2064\\u20D0-\\u20FF\\uFE00-\\uFE0F\\uFE20-\\uFE2F\\uFEFF]+");

    /** Letters that fold into one other: Latin, Greek, Cyrillic, Armenian, and the variants of Arabic. */
    private static final String BEFORE = "ABCDEFGHIJKLMNOPQRSTUVWXYZıØøŁłĐđÐðĦħŦŧŊŋƏəẞÆŒÞ"
            + "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩς"
            + "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏҐҒҚҢҮҰҲҺӘӨ"
            + "ԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖ"
            + "ىیکٱةہھ";

    private static final String AFTER = "abcdefghijklmnopqrstuvwxyzioollddddhhttnneeßæœþ"
            + "αβγδεζηθικλμνξοπρστυφχψωσ"
            + "абвгдежзийклмнопрстуфхцчшщъыьэюяђєѕіјљњћџґғқңүұҳһәө"
            + "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ"
            + "ييكاههه";

    private FoldedText() {}

    public static String of(String text) {
        if (text.chars().allMatch(c -> c < 128)) {
            return text.toLowerCase(Locale.ROOT);
        }
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        StringBuilder folded = new StringBuilder(plain.length());
        plain.chars().forEach(c -> append(folded, (char) c));
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    private static void append(StringBuilder folded, char c) {
        int at = BEFORE.indexOf(c);
        char small = at < 0 ? c : AFTER.charAt(at);
        switch (small) {
            case 'ß' -> folded.append("ss");
            case 'æ' -> folded.append("ae");
            case 'œ' -> folded.append("oe");
            case 'þ' -> folded.append("th");
            default -> folded.append(small);
        }
    }
}
