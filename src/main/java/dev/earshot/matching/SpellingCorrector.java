package dev.earshot.matching;

import dev.earshot.matching.words.Brief;
import dev.earshot.matching.words.EnglishDictionary;
import dev.earshot.matching.words.Language;
import dev.earshot.matching.words.Misspelling;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Mends words that nobody knows by the nearest one that the lexicon does: "hikking" → hiking. */
final class SpellingCorrector {
    private static final int SHORTEST = 5;
    private static final int LONG = 9;
    /** From so many letters on, one slip leaves little doubt of what was meant. */
    private static final int SAFE = 7;

    /** A slip within the first letters leaves more doubt of what was meant. */
    private static final int SURE_START = 4;

    /** A shorter stem says little: "coking" has that of "coke". */
    private static final int SHORTEST_STEM = 4;

    /** A name is not guessed from a shorter word, nor from more than one slip: "nasal" is no tennis player. */
    private static final int SHORTEST_FOR_NAME = 6;

    /** "Tripper" has two: a short verb whose last letter doubles. */
    private static final Pattern DOUBLING = Pattern.compile("[^aeiou]+[aeiou][bdgmnpt]");

    /** Words that the lexicon knows in the singular only. */
    private static final List<String> PLURALS = List.of("women", "people", "children", "families");

    private final Vocabulary vocabulary;
    private final Map<Language, Map<Character, List<Known>>> known = new EnumMap<>(Language.class);

    private record Known(String word, int letters) {
        static Known of(String word) {
            return new Known(word, Misspelling.letters(word));
        }
    }

    SpellingCorrector(Vocabulary vocabulary, BriefReader reader) {
        this.vocabulary = vocabulary;
        for (Language language : Language.values()) {
            Map<Character, List<Known>> byLetter = new HashMap<>();
            vocabulary.of(language).words().stream()
                    .filter(word -> word.length() >= SHORTEST - 1)
                    .sorted()
                    .forEach(word -> byLetter.computeIfAbsent(word.charAt(0), c -> new ArrayList<>())
                            .add(Known.of(word)));
            PLURALS.stream()
                    .filter(plural ->
                            vocabulary.of(language).knows(reader.cues(language).light(plural), plural))
                    .forEach(plural -> byLetter.computeIfAbsent(plural.charAt(0), c -> new ArrayList<>())
                            .add(Known.of(plural)));
            known.put(language, byLetter);
        }
    }

    void mend(Brief brief) {
        for (int i = 0; i < brief.size(); i++) {
            String word = brief.lights.get(i);
            brief.foreign[i] = isTurkish(brief, i);
            if (word.length() >= SHORTEST - 1 && !isForeign(brief, i) && !isKnown(brief, i)) {
                String nearest = word.length() < SHORTEST ? swapped(brief, word) : nearest(brief, i);
                if (nearest != null) {
                    brief.lights.set(i, brief.cues.light(nearest));
                    brief.stems.set(i, brief.cues.stem(nearest));
                    brief.mended[i] = !isSlip(brief, word, nearest)
                            && (!nearest.startsWith(word.substring(0, SURE_START))
                                    || word.length() < SAFE
                                    || Misspelling.distance(word, nearest, 1) > 1);
                }
            }
        }
    }

    private static boolean isForeign(Brief brief, int at) {
        return brief.foreign[at] || brief.language == Language.EN && brief.hasTurkishLetter(at);
    }

    /** A Turkish word in an English brief: "women who do örgü". */
    private boolean isTurkish(Brief brief, int at) {
        String folded = brief.tokens.get(at).folded();
        return brief.language == Language.EN
                && folded.length() >= SHORTEST - 1
                && !brief.spoken[at]
                && (!isEnglish(brief, at) || brief.hasTurkishLetter(at))
                && vocabulary.of(Language.EN).phrase(List.of(brief.lights.get(at))) == null
                && vocabulary.of(Language.TR).knowsForm(folded);
    }

    /** One letter wrong in a word that English lacks, or two swapped, leaves little doubt, unless it may be a name. */
    private boolean isSlip(Brief brief, String word, String nearest) {
        boolean swapped = Misspelling.isSwapped(word, nearest);
        return brief.language == Language.EN
                && !vocabulary.of(brief.language).isName(nearest)
                && (swapped || word.length() > SHORTEST && Misspelling.distance(word, nearest, 1) <= 1);
    }

    private boolean isKnown(Brief brief, int at) {
        String light = brief.lights.get(at);
        String stem = brief.stems.get(at);
        return brief.cues.isOrdinary(brief.tokens.get(at).folded())
                || brief.cues.isOrdinary(light)
                || brief.cues.isOrdinary(stem)
                || brief.timed[at]
                || brief.cues.isCue(light)
                || brief.language == Language.TR && brief.cues.isCue(stem)
                || brief.cues.isWeak(light)
                || brief.cues.isWeak(stem)
                || vocabulary.of(brief.language).knows(light, stem.length() < SHORTEST_STEM ? light : stem)
                        && !lacksEnd(brief, light, stem)
                || brief.bases(at).stream()
                        .anyMatch(base -> vocabulary.of(brief.language).knows(base, base))
                || vocabulary.of(Language.EN).knows(light, light)
                || isCorrect(brief, at)
                || brief.tokens.get(at).isNumber()
                || brief.spoken[at];
    }

    private boolean isEnglish(Brief brief, int at) {
        return EnglishDictionary.has(brief.tokens.get(at).folded())
                || brief.cues.isWeak(brief.lights.get(at))
                || brief.cues.isOrdinary(brief.tokens.get(at).folded())
                || isCorrect(brief, at);
    }

    /** "Concrets" is no plural of "concrete". */
    private static boolean lacksEnd(Brief brief, String light, String stem) {
        return brief.language == Language.EN
                && light.equals(stem)
                && !EnglishDictionary.has(light)
                && EnglishDictionary.has(light + "e");
    }

    /** The list lacks regular inflections, whose stem may have lost an "e". */
    private boolean isCorrect(Brief brief, int at) {
        String stem = brief.stems.get(at);
        return brief.language == Language.EN
                && (EnglishDictionary.has(brief.tokens.get(at).folded())
                        || EnglishDictionary.has(brief.lights.get(at))
                        || !brief.lights.get(at).endsWith("er")
                                && (EnglishDictionary.has(stem) || EnglishDictionary.has(stem + "e"))
                        || isPersonOfVerb(brief.lights.get(at)));
    }

    /** "Sipper", "keeper", "chaser". */
    private boolean isPersonOfVerb(String light) {
        if (!light.endsWith("er") || light.length() <= SHORTEST) {
            return false;
        }
        String verb = light.substring(0, light.length() - 2);
        int last = verb.length() - 1;
        boolean doubled = last > 1 && verb.charAt(last) == verb.charAt(last - 1);
        String doubling = verb + verb.charAt(last) + "er";
        if (!doubled && vocabulary.of(Language.EN).knows(doubling, doubling)) {
            return false;
        }
        return EnglishDictionary.has(verb) && !DOUBLING.matcher(verb).matches()
                || EnglishDictionary.has(verb + "e")
                || (doubled && EnglishDictionary.has(verb.substring(0, last)));
    }

    /** "Usde": of so short a word only two letters in the wrong order are mended. */
    private String swapped(Brief brief, String word) {
        for (int at = 0; at + 1 < word.length(); at++) {
            String other = word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
            boolean known = vocabulary.of(brief.language).knows(other, other);
            if (known && !vocabulary.of(brief.language).isName(other)) {
                return other;
            }
        }
        return null;
    }

    /** "Illinios" ends as a plural does, so that it is compared as it stands, too. */
    private String nearest(Brief brief, int at) {
        String found = nearestTo(brief.language, brief.lights.get(at));
        String other = brief.language == Language.EN ? brief.tokens.get(at).folded() : brief.stems.get(at);
        return found != null || other.equals(brief.lights.get(at)) ? found : nearestTo(brief.language, other);
    }

    /**
     * The nearest word, of two as near one that is no name: "Virgina" is the state and not the company; of a stem and
     * its word the word.
     */
    private String nearestTo(Language language, String word) {
        int allowed = word.length() >= LONG ? 2 : 1;
        String best = null;
        int least = 2 * allowed + 2;
        int letters = Misspelling.letters(word);
        for (Known one : known.get(language).getOrDefault(word.charAt(0), List.of())) {
            String other = one.word();
            if (Misspelling.mayBeNear(letters, one.letters(), allowed)
                    && Math.abs(other.length() - word.length()) <= allowed
                    && other.length() >= SHORTEST - 1) {
                int distance = Misspelling.isVowelSwapped(word, other) ? 1 : Misspelling.distance(word, other, allowed);
                boolean longer = best != null && other.startsWith(best);
                if (distance > allowed || 2 * distance - 1 > least) {
                    continue;
                }
                boolean name = vocabulary.of(language).isName(other);
                boolean swapped = distance == 1 && Misspelling.isSwapped(word, other);
                int cost = 2 * distance + (name ? 1 : 0) - (swapped ? 1 : 0);
                boolean allowedName = distance <= 1 && word.length() >= SHORTEST_FOR_NAME;
                if ((cost < least || cost == least && longer) && (!name || allowedName)) {
                    best = other;
                    least = cost;
                }
            }
        }
        return best;
    }
}
