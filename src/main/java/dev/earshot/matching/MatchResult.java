package dev.earshot.matching;

import dev.earshot.matching.words.Language;
import dev.earshot.matching.words.UnsupportedLanguage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a text means in signals.
 *
 * @param phrases in the order of the text
 * @param unused words that would say something and that no signal stands for, as they stand in the text
 * @param doubts words that may mean several things, none of which the rest of the text supports
 * @param foreign the language that the text is written in where it is neither English nor Turkish; then nothing is
 *     matched
 */
public record MatchResult(
        Language language,
        List<Phrase> phrases,
        List<String> unused,
        List<Doubt> doubts,
        Optional<UnsupportedLanguage> foreign) {
    public MatchResult {
        phrases = List.copyOf(phrases);
        unused = List.copyOf(unused);
        doubts = List.copyOf(doubts);
    }

    public MatchResult(Language language, List<Phrase> phrases) {
        this(language, phrases, List.of(), List.of(), Optional.empty());
    }

    /** @param meanings what it may mean, the likeliest first */
    public record Doubt(String word, List<SignalSuggestion> meanings) {
        public Doubt {
            meanings = List.copyOf(meanings);
        }
    }

    public boolean isEmpty() {
        return phrases.isEmpty();
    }

    /**
     * The best ones: first the best of every phrase, then the second of every phrase, so that no phrase goes unheard.
     */
    public List<SignalSuggestion> suggestions(int limit) {
        List<SignalSuggestion> ranked = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int rounds = phrases.stream()
                .mapToInt(phrase -> phrase.suggestions().size())
                .max()
                .orElse(0);
        for (int round = 0; round < rounds && ranked.size() < limit; round++) {
            int at = round;
            phrases.stream()
                    .filter(phrase -> phrase.suggestions().size() > at)
                    .map(phrase -> phrase.suggestions().get(at))
                    .sorted(Comparator.comparingDouble(SignalSuggestion::confidence)
                            .reversed())
                    .filter(suggestion -> seen.add(suggestion.signal().id()))
                    .forEach(ranked::add);
        }
        return List.copyOf(ranked.subList(0, Math.min(limit, ranked.size())));
    }
}
