package dev.earshot.item;

import dev.earshot.common.FoldedText;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words of a query, folded as the catalogue is: letters and digits only, so that nothing in them means anything to
 * a text search.
 */
final class QueryWords {
    /** Marks are part of words: in Devanagari they are the vowels. */
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");

    private static final Pattern POSSESSIVE = Pattern.compile("['’]s(?![\\p{L}\\p{N}])");
    /** More would cost time and find no better. */
    private static final int MOST = 12;

    private static final int LONGEST = 40;
    private static final int LONGEST_TEXT = 2_000;
    /** What people say around what they want. Postgres leaves out articles and the like by itself. */
    private static final Set<String> PHRASING = Set.of(
            ("show find want need wants needs looking look search searching please give buy get recommend suggest something anything some any"
                            + " hi hello hey thanks like would could cost costing costs price priced prices cheap cheapest affordable")
                    .split(" "));

    private QueryWords() {}

    /** At most twelve different words in the order of the text, in small letters and without accents. */
    static List<String> of(String text) {
        String bounded = text.substring(0, Math.min(text.length(), LONGEST_TEXT));
        String plain = FoldedText.of(POSSESSIVE.matcher(bounded).replaceAll(""));
        return BETWEEN_WORDS
                .splitAsStream(plain)
                .filter(word -> !word.isEmpty() && word.length() <= LONGEST && !PHRASING.contains(word))
                .distinct()
                .limit(MOST)
                .toList();
    }
}
