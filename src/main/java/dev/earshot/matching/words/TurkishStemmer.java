package dev.earshot.matching.words;

import dev.earshot.common.TextResource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Strips inflection from a folded Turkish word: case, plural, possessive, participles. It only has to do the same to
 * the text as to the lexicon, so it prefers cutting too little: a suffix must leave a stem of the length given with it.
 */
final class TurkishStemmer {
    /** Each ends with its map's letter; longest first. */
    private static final Map<Character, List<Suffix>> BY_LAST_LETTER =
            TextResource.lines("signal/suffixes-tr.txt").stream()
                    .flatMap(Suffix::parse)
                    .sorted(Comparator.comparingInt(
                            (Suffix suffix) -> -suffix.letters().length()))
                    .collect(Collectors.groupingBy(suffix -> last(suffix.letters())));

    /** They end like inflected words and aren't: a campaign is no camp. */
    private static final Set<String> WHOLE = TextResource.lines("signal/whole-words-tr.txt").stream()
            .flatMap(line -> Stream.of(line.split(" ")))
            .collect(Collectors.toUnmodifiableSet());

    private static final int SHORTEST_WHOLE = 4;

    private TurkishStemmer() {}

    /** @param shortest the letters of the shortest stem that it may leave */
    private record Suffix(String letters, int shortest) {
        /** "2: lari leri". */
        static Stream<Suffix> parse(String line) {
            String[] parts = line.split(": ");
            return Stream.of(parts[1].split(" ")).map(letters -> new Suffix(letters, Integer.parseInt(parts[0])));
        }
    }

    private static char last(String word) {
        return word.charAt(word.length() - 1);
    }

    static String stem(String folded) {
        String whole = whole(folded);
        String stem = whole == null ? folded : whole;
        for (int round = 0; round < 4 && !WHOLE.contains(stem); round++) {
            String shorter = strip(stem);
            if (shorter.equals(stem)) {
                break;
            }
            stem = shorter;
        }
        return harden(stem);
    }

    /** "Sinema-ya" is no "sine-maya". */
    private static String whole(String folded) {
        for (int end = folded.length() - 1; end >= SHORTEST_WHOLE; end--) {
            if (WHOLE.contains(folded.substring(0, end))) {
                String rest = folded.substring(end);
                boolean inflected = BY_LAST_LETTER.getOrDefault(last(rest), List.of()).stream()
                        .anyMatch(suffix -> suffix.letters().equals(rest));
                return inflected ? folded.substring(0, end) : null;
            }
        }
        return null;
    }

    private static String strip(String word) {
        for (Suffix suffix : BY_LAST_LETTER.getOrDefault(last(word), List.of())) {
            int rest = word.length() - suffix.letters().length();
            if (rest >= suffix.shortest()
                    && word.endsWith(suffix.letters())
                    && hasVowel(word, rest)
                    && !isOfVerb(word, suffix.letters(), rest)) {
                return word.substring(0, rest);
            }
        }
        return word;
    }

    /** "Yönet-ici" comes of a verb, "yazılım-cı" of what is to be found. */
    private static boolean isOfVerb(String word, String suffix, int rest) {
        return suffix.charAt(0) == 'c' && suffix.length() == 2 && "iu".indexOf(word.charAt(rest - 1)) >= 0;
    }

    /** kitab-ı → kitap, köpeğ-i → köpek: what softened before the suffix becomes hard again. */
    private static String harden(String stem) {
        int last = stem.length() - 1;
        if (last < 2) {
            return stem;
        }
        return switch (stem.charAt(last)) {
            case 'b' -> stem.substring(0, last) + 'p';
            case 'd' -> stem.substring(0, last) + 't';
            case 'g' -> stem.substring(0, last) + 'k';
            default -> stem;
        };
    }

    private static boolean hasVowel(String word, int end) {
        for (int i = 0; i < end; i++) {
            if ("aeiou".indexOf(word.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
