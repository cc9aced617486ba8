package dev.earshot.chat.agent.act;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Mends the words that orders are told by: two letters swapped, one left out, or one doubled; nothing bolder. */
final class CueSpelling {
    private static final Pattern WORD = Pattern.compile("\\p{L}+");
    private static final int LONG_ENOUGH = 5;

    private final List<String> cues;

    CueSpelling(List<String> cues) {
        this.cues = cues;
    }

    String mended(String text) {
        return WORD.matcher(text).replaceAll(word -> mendedWord(word.group()).orElse(word.group()));
    }

    private Optional<String> mendedWord(String word) {
        String folded = SpokenText.of(word).folded();
        return cues.contains(folded)
                ? Optional.empty()
                : cues.stream().filter(cue -> isMisspelt(folded, cue)).findFirst();
    }

    private static boolean isMisspelt(String word, String cue) {
        if (word.length() == cue.length()) {
            return isSwapped(word, cue);
        }
        if (word.length() == cue.length() - 1) {
            return cue.length() >= LONG_ENOUGH && isWithoutOne(cue, word);
        }
        return word.length() == cue.length() + 1 && cue.length() >= LONG_ENOUGH - 1 && isDoubled(word, cue);
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

    private static boolean isWithoutOne(String longer, String shorter) {
        for (int i = 1; i < longer.length(); i++) {
            if (shorter.equals(longer.substring(0, i) + longer.substring(i + 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDoubled(String word, String cue) {
        for (int i = 1; i < word.length(); i++) {
            if (word.charAt(i) == word.charAt(i - 1) && cue.equals(word.substring(0, i) + word.substring(i + 1))) {
                return true;
            }
        }
        return false;
    }
}
