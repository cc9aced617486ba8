package dev.earshot.matching.words;

import dev.earshot.common.FoldedText;
import dev.earshot.common.TextResource;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which language a text is written in, by small words, letters and endings. A word or two that say little leave it as
 * it was.
 */
public final class WrittenLanguage {
    private static final double CLEAR = 0.8;
    private static final int MOST_LETTERS_WEIGH = 1;
    /** No character up to this one is of a script that is not supported. */
    private static final char LAST_LATIN = '\u024f';

    private static final Pattern TURKISH_ENDING = Pattern.compile(
            ".{3,}(l[ae]r(i|in|ini|a|e|da|de|dan|den|la|le)?|[iu]yor\\w*|[ae]c[ae]k\\w*|m[ae]k|[dt][ae]ki|[dt]im)");
    private static final Pattern APOSTROPHES = Pattern.compile("['’]");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}'’]+");
    private static final String TURKISH_LETTERS = "ığşİĞŞ";

    private static final Map<String, UnsupportedLanguage> FOREIGN = new LinkedHashMap<>();
    private static final Map<String, Set<String>> WORDS = new HashMap<>();
    private static final Map<String, List<String>> SPOKEN_IN = new HashMap<>();
    private static final Map<UnicodeScript, String> SCRIPTS = Map.of(
            UnicodeScript.HEBREW, "Hebrew",
            UnicodeScript.GREEK, "Greek",
            UnicodeScript.HAN, "Chinese",
            UnicodeScript.HIRAGANA, "Japanese",
            UnicodeScript.KATAKANA, "Japanese",
            UnicodeScript.HANGUL, "Korean",
            UnicodeScript.DEVANAGARI, "Hindi",
            UnicodeScript.THAI, "Thai",
            UnicodeScript.GEORGIAN, "Georgian",
            UnicodeScript.ARMENIAN, "Armenian");

    static {
        for (String line : TextResource.lines("signal/languages.txt")) {
            String[] parts = line.split("\\s*\\|\\s*", 4);
            WORDS.put(parts[0], new HashSet<>(List.of(parts[2].split(",\\s*"))));
            WORDS.get(parts[0])
                    .forEach(word -> SPOKEN_IN
                            .computeIfAbsent(word, w -> new ArrayList<>())
                            .add(parts[0]));
            if (!parts[3].isBlank()) {
                FOREIGN.put(parts[0], new UnsupportedLanguage(parts[0], parts[1], parts[3].strip()));
            }
        }
    }

    private final String text;
    private final List<String> words;
    private final Map<String, Long> hits = new HashMap<>();

    private WrittenLanguage(String text) {
        this.text = text;
        words = new ArrayList<>();
        for (String word : NO_WORD.split(text)) {
            String folded = FoldedText.of(withoutApostrophes(word));
            if (!folded.isEmpty()) {
                words.add(folded);
                SPOKEN_IN.getOrDefault(folded, List.of()).forEach(language -> hits.merge(language, 1L, Long::sum));
            }
        }
    }

    private static String withoutApostrophes(String word) {
        boolean has = word.indexOf('\'') >= 0 || word.indexOf('’') >= 0;
        return has ? APOSTROPHES.matcher(word).replaceAll("") : word;
    }

    public static WrittenLanguage of(String text) {
        return new WrittenLanguage(text);
    }

    /** English or Turkish where the text says so clearly. */
    public Optional<Language> clear() {
        double difference = english() - turkish();
        return Math.abs(difference) < CLEAR
                ? Optional.empty()
                : Optional.of(difference > 0 ? Language.EN : Language.TR);
    }

    /** Whichever of the two is likelier. */
    public Language likelier() {
        return turkish() > english() ? Language.TR : Language.EN;
    }

    /** The language that it is written in if that is neither English nor Turkish. */
    public Optional<UnsupportedLanguage> foreign() {
        return script().or(this::bySmallWords);
    }

    private double english() {
        return hits("EN");
    }

    private double turkish() {
        double letters =
                text.chars().filter(c -> TURKISH_LETTERS.indexOf(c) >= 0).count() * 0.4
                        + text.chars().filter(c -> "çöüÇÖÜ".indexOf(c) >= 0).count() * 0.2;
        long endings = words.stream()
                .filter(word ->
                        !WORDS.get("TR").contains(word) && !WORDS.get("EN").contains(word))
                .filter(word -> TURKISH_ENDING.matcher(word).matches() && !EnglishDictionary.hasFormOf(word))
                .count();
        return hits("TR") + endings * CLEAR + Math.min(letters, MOST_LETTERS_WEIGH * 0.7);
    }

    private long hits(String language) {
        return hits.getOrDefault(language, 0L);
    }

    /** One word twice is not enough: "W w/ kids" is no Polish. */
    private Optional<UnsupportedLanguage> bySmallWords() {
        return FOREIGN.values().stream()
                .max(Comparator.comparingLong(language -> hits(language.name())))
                .filter(language -> words.stream()
                                .distinct()
                                .filter(WORDS.get(language.name())::contains)
                                .count()
                        >= 2)
                .filter(language -> hits(language.name()) > Math.max(english(), turkish()));
    }

    private Optional<UnsupportedLanguage> script() {
        if (text.chars().allMatch(c -> c <= LAST_LATIN)) {
            return Optional.empty();
        }
        Map<UnicodeScript, Long> scripts = new HashMap<>();
        text.codePoints().filter(Character::isLetter).forEach(c -> scripts.merge(UnicodeScript.of(c), 1L, Long::sum));
        long letters = scripts.values().stream().mapToLong(Long::longValue).sum();
        if (scripts.getOrDefault(UnicodeScript.HIRAGANA, 0L) + scripts.getOrDefault(UnicodeScript.KATAKANA, 0L) > 0) {
            return Optional.of(FOREIGN.get("Japanese"));
        }
        return scripts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(most -> most.getValue() * 2 > letters)
                .flatMap(most -> Optional.ofNullable(named(most.getKey())))
                .map(FOREIGN::get);
    }

    private String named(UnicodeScript script) {
        return switch (script) {
            case CYRILLIC -> text.matches("(?s).*[іїєґІЇЄҐ].*") ? "Ukrainian" : "Russian";
            case ARABIC -> text.matches("(?s).*[پچژگ].*") ? "Persian" : "Arabic";
            default -> SCRIPTS.get(script);
        };
    }
}
