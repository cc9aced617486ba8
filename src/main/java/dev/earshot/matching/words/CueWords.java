package dev.earshot.matching.words;

import dev.earshot.common.TextResource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words that put a brief together without naming a signal: what is skipped, what asks for buyers or for fans, what
 * excludes, what makes a range. Read from {@code cues-en.txt} and {@code cues-tr.txt}.
 */
public final class CueWords {
    private static final int LONGEST = 4;

    private final Language language;
    private final Map<String, Set<String>> groups = new HashMap<>();
    /** What stands for all forms of its verbs; "ekle" says the contrary of "ekleme". */
    private static final Set<String> STEMMED = Set.of(
            "purchased backward", "purchase forward", "purchase backward", "interest forward", "interest backward");

    /** Each word of theirs stands with its number; "twenties" are not "twenty". */
    private static final Set<String> VALUED = Set.of("number", "decade");

    /** For each first word of a phrase, by group, how long the phrases are at most: most words begin none. */
    private final Map<String, Map<String, Integer>> firstWords = new HashMap<>();

    private final Set<String> stops;
    private final Set<String> weak;

    private final Set<String> cues = new HashSet<>();
    private final Set<String> ordinary = new HashSet<>();
    private final Map<String, Map<String, Long>> numbers = new HashMap<>();

    public CueWords(Language language) {
        this.language = language;
        readOrdinary();
        String file = "signal/cues-" + language.suffix() + ".txt";
        for (String line : TextResource.lines(file)) {
            int colon = line.indexOf(':');
            String group = line.substring(0, colon).strip();
            for (String phrase : line.substring(colon + 1).split(",")) {
                add(group, phrase.replace("~", ""));
                if (language == Language.TR && STEMMED.contains(group)) {
                    groups.get(group).add(stems(phrase));
                }
            }
        }
        stops = groups.getOrDefault("stop", Set.of());
        weak = new HashSet<>(stops);
        weak.addAll(groups.getOrDefault("weak", Set.of()));
        groups.forEach(this::indexFirstWords);
    }

    private void indexFirstWords(String group, Set<String> phrases) {
        for (String phrase : phrases) {
            String[] words = phrase.split(" ");
            if (words.length == 1) {
                cues.add(phrase);
            }
            firstWords
                    .computeIfAbsent(words[0], first -> new HashMap<>())
                    .merge(group, Math.min(LONGEST, words.length), Math::max);
        }
    }

    private void readOrdinary() {
        for (String line : TextResource.lines("signal/ordinary-" + language.suffix() + ".txt")) {
            Tokenizer.tokens(line).forEach(token -> ordinary.add(token.folded()));
        }
    }

    private void add(String group, String phrase) {
        if (VALUED.contains(group)) {
            List<Token> words = Tokenizer.tokens(phrase);
            numbers.computeIfAbsent(group, g -> new HashMap<>())
                    .put(words.get(0).folded(), Long.parseLong(words.get(1).folded()));
        } else {
            groups.computeIfAbsent(group, g -> new HashSet<>()).add(String.join(" ", words(phrase)));
        }
    }

    private String[] words(String phrase) {
        return Tokenizer.tokens(phrase).stream()
                .map(token -> light(token.folded()))
                .toArray(String[]::new);
    }

    /**
     * Turkish verbs come in too many forms to list: "seven", "sevenler" and "sevmeyi" share the stem that is kept too.
     */
    private String stems(String phrase) {
        List<String> stems = Tokenizer.tokens(phrase).stream()
                .map(token -> stem(token.folded()))
                .toList();
        return String.join(" ", stems);
    }

    /** The form that cues and phrases are compared in first: English without its plural, Turkish as it stands. */
    public String light(String folded) {
        return language == Language.TR ? folded : EnglishStemmer.singular(folded);
    }

    public String stem(String folded) {
        return language == Language.TR ? TurkishStemmer.stem(folded) : EnglishStemmer.stem(folded);
    }

    public boolean has(String group, String word) {
        return groups.getOrDefault(group, Set.of()).contains(word);
    }

    public boolean isStop(String light) {
        return stops.contains(light);
    }

    /** A word that says something of those beside it: a role, a unit, a verb. */
    public boolean isCue(String light) {
        return cues.contains(light);
    }

    /** An everyday word, which no mending turns into another and which alone is no evidence. */
    public boolean isOrdinary(String folded) {
        return ordinary.contains(folded);
    }

    public boolean isWeak(String light) {
        return weak.contains(light);
    }

    /** Turkish puts its endings on names too, not always behind an apostrophe. */
    public boolean inflectsNames() {
        return language == Language.TR;
    }

    public Long number(String group, String folded) {
        return numbers.getOrDefault(group, Map.of()).get(folded);
    }

    /** How many words of the longest phrase of that group begin at {@code at}; 0 if none does. */
    public int lengthAt(String group, List<String> lights, int at) {
        Map<String, Integer> begun = firstWords.get(lights.get(at));
        Integer longest = begun == null ? null : begun.get(group);
        if (longest == null) {
            return 0;
        }
        Set<String> phrases = groups.get(group);
        for (int n = Math.min(longest, lights.size() - at); n > 1; n--) {
            if (phrases.contains(String.join(" ", lights.subList(at, at + n)))) {
                return n;
            }
        }
        return phrases.contains(lights.get(at)) ? 1 : 0;
    }
}
