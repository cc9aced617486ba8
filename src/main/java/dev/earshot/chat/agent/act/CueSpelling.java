package dev.earshot.chat.agent.act;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Mends the words that orders are told by: two letters swapped, one left out, or one doubled; in long ones also one
 * letter too many or another one. Writes out what planners shorten ("ppl", "what've").
 */
final class CueSpelling {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}/]+(?:['’](?:ve|d|re|ll)\\b)?");
    private static final int LONG_ENOUGH = 5;
    /** Long enough to be told in spite of a wrong letter. */
    private static final int LONG = 7;

    private static final Pattern REPEATED = Pattern.compile("(.)\\1{2,}|(.)\\2+$");

    private final Set<String> cues;
    /** By first letter and length: a misspelt word begins with its cue's first letter, or with its second, swapped. */
    private final Map<String, List<String>> cuesByLetter;

    private final Set<String> known;
    private final Map<String, String> shorthand;

    CueSpelling(List<String> cues, Set<String> known, Map<String, String> shorthand) {
        this.cues = Set.copyOf(cues);
        this.cuesByLetter = this.cues.stream()
                .filter(cue -> !cue.isEmpty())
                .collect(Collectors.groupingBy(cue -> key(cue.charAt(0), cue.length())));
        this.known = known;
        this.shorthand = shorthand;
    }

    String mended(String text) {
        return WORD.matcher(text).replaceAll(word -> mendedWord(word.group()).orElse(word.group()));
    }

    private Optional<String> mendedWord(String word) {
        String folded = SpokenText.of(word).folded();
        if (shorthand.containsKey(folded)) {
            return Optional.of(shorthand.get(folded));
        }
        if (known.contains(folded) || cues.contains(folded)) {
            return Optional.empty();
        }
        String calm = REPEATED.matcher(folded).replaceAll("$1$2");
        if (known.contains(calm) || cues.contains(calm)) {
            return Optional.of(calm);
        }
        if (folded.length() < 2) {
            return Optional.empty();
        }
        Stream<String> alike = IntStream.rangeClosed(folded.length() - 1, folded.length() + 1)
                .mapToObj(length -> cues(folded.charAt(0), length))
                .flatMap(List::stream);
        return Stream.concat(alike, cues(folded.charAt(1), folded.length()).stream())
                .filter(cue -> isMisspelt(folded, cue))
                .min(Comparator.naturalOrder());
    }

    private List<String> cues(char first, int length) {
        return cuesByLetter.getOrDefault(key(first, length), List.of());
    }

    private static String key(char first, int length) {
        return first + String.valueOf(length);
    }

    private static boolean isMisspelt(String word, String cue) {
        if (word.length() == cue.length()) {
            return isSwapped(word, cue) || cue.length() >= LONG && isWithAnother(word, cue);
        }
        if (word.length() == cue.length() - 1) {
            return cue.length() >= LONG_ENOUGH && isWithoutOne(cue, word);
        }
        return word.length() == cue.length() + 1
                && cue.length() >= LONG_ENOUGH - 1
                && (isDoubled(word, cue) || cue.length() >= LONG && isWithoutOne(word, cue));
    }

    private static boolean isSwapped(String word, String cue) {
        for (int i = 0; i + 1 < word.length(); i++) {
            if (word.charAt(i) != cue.charAt(i)) {
                String swapped = word.substring(0, i) + word.charAt(i + 1) + word.charAt(i) + word.substring(i + 2);
                return swapped.equals(cue);
            }
        }
        return false;
    }

    private static boolean isWithAnother(String word, String cue) {
        int at = firstDifference(word, cue);
        return at > 0 && at < word.length() && isTailEqual(word, cue, at + 1);
    }

    private static boolean isTailEqual(String one, String two, int from) {
        return one.substring(from).equals(two.substring(from));
    }

    private static boolean isWithoutOne(String longer, String shorter) {
        int at = firstDifference(longer, shorter);
        return at > 0 && isRestEqual(longer, shorter, at);
    }

    private static boolean isDoubled(String word, String cue) {
        int at = firstDifference(word, cue);
        return at > 0 && word.charAt(at) == word.charAt(at - 1) && isRestEqual(word, cue, at);
    }

    /** Of two words of which the first is not the shorter one. */
    private static int firstDifference(String longer, String shorter) {
        int at = 0;
        while (at < shorter.length() && longer.charAt(at) == shorter.charAt(at)) {
            at++;
        }
        return at;
    }

    private static boolean isRestEqual(String longer, String shorter, int at) {
        return longer.regionMatches(at + 1, shorter, at, shorter.length() - at);
    }
}
