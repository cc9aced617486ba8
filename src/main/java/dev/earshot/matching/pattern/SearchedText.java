package dev.earshot.matching.pattern;

/** A text in lower case that is searched for many others: which pairs of letters it lacks rules most of them out. */
public final class SearchedText {
    private static final int PAIRS = 1024;

    private final String lower;
    private final long[] pairs = new long[PAIRS / Long.SIZE];
    private final boolean hasDigit;

    private SearchedText(String lower) {
        this.lower = lower;
        boolean digit = false;
        for (int i = 0; i < lower.length(); i++) {
            digit |= Character.isDigit(lower.charAt(i));
            if (i > 0) {
                int pair = pair(lower, i);
                pairs[pair / Long.SIZE] |= 1L << pair;
            }
        }
        hasDigit = digit;
    }

    /** @param lower in lower case, or folded as what is looked for */
    public static SearchedText of(String lower) {
        return new SearchedText(lower);
    }

    /** What is looked for, with its pairs of letters. */
    record Part(String text, int[] pairs) {
        static Part of(String text) {
            int[] pairs = new int[text.length() - 1];
            for (int i = 1; i < text.length(); i++) {
                pairs[i - 1] = pair(text, i);
            }
            return new Part(text, pairs);
        }
    }

    boolean has(Part part) {
        for (int pair : part.pairs) {
            if ((pairs[pair / Long.SIZE] & 1L << pair) == 0) {
                return false;
            }
        }
        return lower.contains(part.text);
    }

    boolean hasDigit() {
        return hasDigit;
    }

    public String lower() {
        return lower;
    }

    /** Of some texts the same number stands for two pairs, which is then looked for in vain. */
    private static int pair(String text, int second) {
        return (text.charAt(second - 1) * 31 + text.charAt(second)) % PAIRS;
    }
}
