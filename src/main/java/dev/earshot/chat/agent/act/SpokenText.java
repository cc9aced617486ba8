package dev.earshot.chat.agent.act;

import dev.earshot.matching.pattern.SearchedText;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A text without case, accents and apostrophes, which still knows where each letter stood. */
final class SpokenText {
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final String ENDS = " .!?…,;:-)(*\"";
    private static final String STARTS = " .!?…,;:-)*";
    /** An emoji ends a sentence: "looks good 👍 save it". */
    private static final char EMOJI = '.';

    private final String original;
    private final String folded;
    private final int[] at;
    /** Split once, for all the forms that look at them. */
    private List<String> words;
    /** Likewise. */
    private SearchedText searched;

    private SpokenText(String original, String folded, int[] at) {
        this.original = original;
        this.folded = folded;
        this.at = at;
    }

    static SpokenText of(String text) {
        StringBuilder folded = new StringBuilder();
        int[] at = new int[text.length() + 1];
        for (int i = 0; i < text.length(); i++) {
            char letter = folded(text.charAt(i));
            boolean again = letter == ' ' && folded.length() > 0 && folded.charAt(folded.length() - 1) == ' ';
            if (letter != 0 && !again) {
                at[folded.length()] = i;
                folded.append(letter);
            }
        }
        at[folded.length()] = text.length();
        return new SpokenText(text, folded.toString(), Arrays.copyOf(at, folded.length() + 1)).trimmed();
    }

    /** The folded letter; 0 for what is left out. */
    private static char folded(char letter) {
        return switch (letter) {
            case 'ı', 'İ', 'I' -> 'i';
            case '\'', '’', '‘', '`', '´' -> 0;
            case '“', '”', '«', '»' -> '"';
            case '–', '—' -> '-';
            case '\t', '\n', '\u00A0' -> ' ';
            case '\u200D', '\uFE0E', '\uFE0F' -> 0;
            default -> {
                if (Character.isSurrogate(letter) || Character.getType(letter) == Character.OTHER_SYMBOL) {
                    yield Character.isLowSurrogate(letter) ? 0 : EMOJI;
                }
                if (letter < 128) {
                    yield Character.toLowerCase(letter);
                }
                char plain = Normalizer.normalize(String.valueOf(letter), Normalizer.Form.NFD)
                        .charAt(0);
                yield String.valueOf(plain).toLowerCase(Locale.ROOT).charAt(0);
            }
        };
    }

    String folded() {
        return folded;
    }

    /** The folded letters, to look for what forms require. */
    SearchedText searched() {
        if (searched == null) {
            searched = SearchedText.of(folded);
        }
        return searched;
    }

    boolean isEmpty() {
        return folded.isEmpty();
    }

    /** The part of the original text that these folded letters stand for. */
    String original(int start, int end) {
        return start >= end
                ? ""
                : original.substring(at[start], at[end - 1] + 1).strip();
    }

    String original() {
        return original(0, folded.length());
    }

    /** Its words without what stands between them. */
    List<String> words() {
        if (words == null) {
            words = Stream.of(NO_WORD.split(folded))
                    .filter(word -> !word.isEmpty())
                    .toList();
        }
        return words;
    }

    SpokenText part(int start, int end) {
        return new SpokenText(original, folded.substring(start, end), Arrays.copyOfRange(at, start, end + 1)).trimmed();
    }

    private SpokenText trimmed() {
        int start = 0;
        int end = folded.length();
        while (start < end && STARTS.indexOf(folded.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && ENDS.indexOf(folded.charAt(end - 1)) >= 0) {
            end--;
        }
        return start == 0 && end == folded.length()
                ? this
                : new SpokenText(original, folded.substring(start, end), Arrays.copyOfRange(at, start, end + 1));
    }
}
