package dev.earshot.matching.words;

/**
 * Lower case without accents, the same on every machine: the default locale never takes part, so that
 * "İSTANBUL", "Istanbul" and "ıstanbul" are one word in Ankara as well as in Austin.
 */
public final class Folding {
    private static final String ACCENTED = "ıİşŞğĞçÇöÖüÜâÂîÎûÛéÉèÈêÊáÁàÀäÄãÃåÅíÍìÌóÓòÒôÔõÕúÚùÙñÑ";
    private static final String PLAIN = "iissggccoouuaaiiuueeeeeeaaaaaaaaaaiiiioooooooouuuunn";

    private Folding() {}

    static String fold(CharSequence text) {
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = fold(text.charAt(i));
            if (c != 0) {
                folded.append(c);
            }
        }
        return folded.toString();
    }

    /** Letter by letter, so that each stays in its place. */
    public static String inPlace(String text) {
        char[] letters = text.toCharArray();
        for (int i = 0; i < letters.length; i++) {
            char folded = fold(letters[i]);
            letters[i] = folded == 0 ? letters[i] : folded;
        }
        return new String(letters);
    }

    /** Letters other than English ones, so that the escapes of a regular expression stay what they are. */
    public static String letters(String regex) {
        StringBuilder folded = new StringBuilder(regex);
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            folded.setCharAt(i, c < 128 || fold(c) == 0 ? c : fold(c));
        }
        return folded.toString();
    }

    /** 0 for a combining mark, which has no place of its own. */
    private static char fold(char c) {
        if (c < 128) {
            return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
        }
        if (c >= '\u0300' && c <= '\u036f') {
            return 0;
        }
        int at = ACCENTED.indexOf(c);
        return at >= 0 ? PLAIN.charAt(at) : Character.toLowerCase(c);
    }
}
