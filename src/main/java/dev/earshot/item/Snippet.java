package dev.earshot.item;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/**
 * A short piece of a description: the sentence in which a searched word first stands, cut to what fits beside a name.
 */
final class Snippet {
    private static final int LONGEST = 180;
    /** Endings differ ("hiking", "hikes"), beginnings don't. */
    private static final int ENDING = 3;

    private static final int SHORTEST_BEGINNING = 4;

    private Snippet() {}

    static String of(String description, List<String> words) {
        String text = description.replaceAll("\\s+", " ").strip();
        if (text.length() <= LONGEST) {
            return text;
        }
        int start = sentenceStart(text, firstMatch(text, words));
        return (start > 0 ? "… " : "") + cut(text.substring(start));
    }

    private static int firstMatch(String text, List<String> words) {
        String lower = text.toLowerCase(Locale.ROOT);
        // The folded text is looked at only if it is as long: else its places would be others.
        String folded = Normalizer.normalize(lower, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
        String searched = folded.length() == text.length() ? folded : lower;
        return words.stream()
                .mapToInt(word -> wordStart(searched, beginning(word)))
                .filter(place -> place >= 0 && place < text.length())
                .min()
                .orElse(0);
    }

    private static String beginning(String word) {
        return word.substring(0, Math.min(word.length(), Math.max(SHORTEST_BEGINNING, word.length() - ENDING)));
    }

    private static int wordStart(String text, String beginning) {
        int place = text.indexOf(beginning);
        while (place > 0 && Character.isLetterOrDigit(text.charAt(place - 1))) {
            place = text.indexOf(beginning, place + 1);
        }
        return place;
    }

    private static int sentenceStart(String text, int place) {
        int end = Math.max(
                text.lastIndexOf(". ", place), Math.max(text.lastIndexOf("! ", place), text.lastIndexOf("? ", place)));
        int start = end < 0 ? 0 : end + 2;
        // Too long a sentence: then from the word before.
        return place - start < LONGEST / 2 ? start : text.lastIndexOf(' ', Math.max(0, place - LONGEST / 3)) + 1;
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int space = text.lastIndexOf(' ', LONGEST);
        int end = space > LONGEST / 2 ? space : LONGEST;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + " …";
    }
}
