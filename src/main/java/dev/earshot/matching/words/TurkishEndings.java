package dev.earshot.matching.words;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Endings that a Turkish word may have behind a base of one kind, spelt out once: comparing the ends of words is many
 * times quicker than trying a regular expression on each of them.
 */
final class TurkishEndings {
    private static final String VOWELS = "aeiou";

    /** By their last letters; the shortest first, as it leaves the longest base. */
    private final Map<Character, List<String>> byLastLetter = new HashMap<>();

    private final List<String> before;
    private final IntPredicate lastOfBase;

    private TurkishEndings(List<String> before, IntPredicate lastOfBase, String endings) {
        this.before = before;
        this.lastOfBase = lastOfBase;
        for (String pattern : endings.split(" ")) {
            for (String ending : spelt(pattern)) {
                byLastLetter
                        .computeIfAbsent(ending.charAt(ending.length() - 1), letter -> new ArrayList<>())
                        .add(ending);
            }
        }
        byLastLetter.values().forEach(list -> list.sort(Comparator.comparingInt(String::length)));
    }

    /**
     * @param before what the base ends in, one of these; anything where it is empty
     * @param endings parted by blanks, with letters to choose from in brackets
     */
    static TurkishEndings behind(String before, String endings) {
        return new TurkishEndings(List.of(before.split(" ")), letter -> true, endings);
    }

    static TurkishEndings behindConsonant(String endings) {
        return new TurkishEndings(List.of(""), letter -> VOWELS.indexOf(letter) < 0, endings);
    }

    /** How long the base of this word is that has one of the endings; -1 where it has none. */
    int baseLength(String word) {
        if (word.isEmpty()) {
            return -1;
        }
        for (String ending : byLastLetter.getOrDefault(word.charAt(word.length() - 1), List.of())) {
            int length = word.length() - ending.length();
            if (length > 0 && word.endsWith(ending) && isBase(word, length)) {
                return length;
            }
        }
        return -1;
    }

    private boolean isBase(String word, int length) {
        if (!lastOfBase.test(word.charAt(length - 1))) {
            return false;
        }
        for (String end : before) {
            if (word.startsWith(end, length - end.length())) {
                return true;
            }
        }
        return false;
    }

    /** "n[ae]" → "na", "ne". */
    private static List<String> spelt(String pattern) {
        int open = pattern.indexOf('[');
        if (open < 0) {
            return List.of(pattern);
        }
        int close = pattern.indexOf(']', open);
        List<String> all = new ArrayList<>();
        for (char letter : pattern.substring(open + 1, close).toCharArray()) {
            all.addAll(spelt(pattern.substring(0, open) + letter + pattern.substring(close + 1)));
        }
        return all;
    }
}
