package dev.earshot.matching.words;

/** How far two words are apart for whoever typed one and meant the other. */
public final class Misspelling {
    private static final String VOWELS = "aeiou";

    private Misspelling() {}

    /** "Wemon": two vowels that changed places over what stands between them. */
    public static boolean isVowelSwapped(String word, String other) {
        if (word.length() != other.length()) {
            return false;
        }
        int first = differ(word, other, 0);
        int second = differ(word, other, first + 1);
        return second < word.length()
                && differ(word, other, second + 1) >= word.length()
                && word.charAt(first) == other.charAt(second)
                && word.charAt(second) == other.charAt(first)
                && VOWELS.indexOf(word.charAt(first)) >= 0
                && VOWELS.indexOf(word.charAt(second)) >= 0;
    }

    /** The first place from here on where the two, which are as long, differ; their length or more if they don't. */
    private static int differ(String word, String other, int from) {
        int at = from;
        while (at < word.length() && word.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at;
    }

    /** The letters of a word, each a bit. One edit changes two of them at most, which tells far words apart. */
    public static int letters(String word) {
        int letters = 0;
        for (int i = 0; i < word.length(); i++) {
            letters |= 1 << word.charAt(i);
        }
        return letters;
    }

    /** Whether two words with these letters may be so few edits apart. */
    public static boolean mayBeNear(int letters, int others, int edits) {
        return Integer.bitCount(letters ^ others) <= 2 * edits;
    }

    /** "Concrets": two letters that changed places. */
    public static boolean isSwapped(String word, String other) {
        return word.length() == other.length()
                && !word.equals(other)
                && word.chars()
                        .sorted()
                        .boxed()
                        .toList()
                        .equals(other.chars().sorted().boxed().toList());
    }

    /** Edits between the two, a swap of neighbours counting one; anything above {@code most} is not told apart. */
    public static int distance(String a, String b, int most) {
        int[] before = new int[b.length() + 1];
        int[] previous = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= b.length(); j++) {
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], previous[j]) + 1, previous[j - 1] + same);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            if (least > most) {
                return most + 1;
            }
            int[] spare = before;
            before = previous;
            previous = row;
            row = spare;
        }
        return previous[b.length()];
    }
}
