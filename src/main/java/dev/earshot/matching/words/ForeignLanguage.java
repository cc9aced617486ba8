package dev.earshot.matching.words;

import dev.earshot.common.TextResource;
import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells that a text is written in neither English nor Turkish, and in which language instead. */
public final class ForeignLanguage {
    private static final String OWN = "qwertyuıopğüasdfghjklşizxcvbnmöç";
    private static final int FEWEST = 2;

    private static final Map<UnicodeScript, String> SCRIPTS = scripts();

    private final Map<String, Set<String>> small = new HashMap<>();
    private final List<CueWords> known;

    /** @param known the small words of the languages that are read */
    public ForeignLanguage(CueWords... known) {
        this.known = List.of(known);
        for (String line : TextResource.lines("foreign-words.txt")) {
            int colon = line.indexOf(':');
            small.put(
                    line.substring(0, colon),
                    Arrays.stream(line.substring(colon + 1).split(","))
                            .map(String::strip)
                            .collect(Collectors.toSet()));
        }
    }

    private static Map<UnicodeScript, String> scripts() {
        Map<UnicodeScript, String> scripts = new EnumMap<>(UnicodeScript.class);
        scripts.put(UnicodeScript.CYRILLIC, "ru");
        scripts.put(UnicodeScript.ARABIC, "ar");
        scripts.put(UnicodeScript.HAN, "zh");
        scripts.put(UnicodeScript.HIRAGANA, "ja");
        scripts.put(UnicodeScript.KATAKANA, "ja");
        scripts.put(UnicodeScript.HANGUL, "ko");
        scripts.put(UnicodeScript.GREEK, "el");
        scripts.put(UnicodeScript.HEBREW, "he");
        scripts.put(UnicodeScript.DEVANAGARI, "hi");
        scripts.put(UnicodeScript.THAI, "th");
        return scripts;
    }

    /** Empty for English, for Turkish, and where too little is said to tell. */
    public Optional<Locale> of(String text) {
        return byScript(text).or(() -> bySmallWords(text)).map(Locale::forLanguageTag);
    }

    private static Optional<String> byScript(String text) {
        Map<String, Integer> letters = new HashMap<>();
        int all = 0;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLetter(text.charAt(i))) {
                all++;
                String code = SCRIPTS.get(UnicodeScript.of(text.charAt(i)));
                if (code != null) {
                    letters.merge(code, 1, Integer::sum);
                }
            }
        }
        int half = all / 2;
        // Japanese mixes its own letters with Chinese ones.
        if (letters.getOrDefault("ja", 0) > 0
                && letters.values().stream().mapToInt(n -> n).sum() > half) {
            return Optional.of("ja");
        }
        return letters.entrySet().stream()
                .filter(script -> script.getValue() > half)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private Optional<String> bySmallWords(String text) {
        String[] words = text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{M}]+");
        double own = known.stream()
                .mapToDouble(cues -> Arrays.stream(words)
                        .mapToDouble(word -> ownness(cues, word))
                        .sum())
                .max()
                .orElse(0);
        String best = null;
        double most = 0;
        for (Map.Entry<String, Set<String>> language : small.entrySet()) {
            double found =
                    Arrays.stream(words).filter(language.getValue()::contains).count()
                            + 0.5 * strange(text, language.getKey());
            if (found > most) {
                best = language.getKey();
                most = found;
            }
        }
        return most >= FEWEST && most > own ? Optional.of(best) : Optional.empty();
    }

    private static double ownness(CueWords cues, String word) {
        String folded = Folding.fold(word);
        return cues.isStop(folded) ? 1 : cues.isWeak(cues.light(folded)) || cues.isOrdinary(folded) ? 0.5 : 0;
    }

    /** Letters that neither English nor Turkish has and that language does. */
    private static double strange(String text, String code) {
        String letters = switch (code) {
            case "de" -> "äß";
            case "fr" -> "éèêàœëîô";
            case "es" -> "ñáíóú¿¡";
            case "pt" -> "ãõâêáó";
            case "it" -> "èàùì";
            case "sv", "fi" -> "åä";
            case "da", "no" -> "åøæ";
            case "pl" -> "ąęłńśźżó";
            case "cs" -> "ěščřžýáíé";
            case "ro" -> "ășțâ";
            case "hu" -> "őűáé";
            default -> "";
        };
        return text.chars()
                .map(Character::toLowerCase)
                .filter(c -> OWN.indexOf(c) < 0 && letters.indexOf(c) >= 0)
                .count();
    }
}
