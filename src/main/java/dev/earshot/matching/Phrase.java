package dev.earshot.matching;

import dev.earshot.matching.clause.TimeFrame;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalType;
import java.util.List;
import java.util.Set;

/**
 * One thing that the brief asks for. Its suggestions are alternatives, to be OR-ed; phrases are to be AND-ed, unless
 * one is an
 * alternative to the phrase before.
 *
 * @param words as they stand in the text
 * @param start where they begin in the text, in characters
 * @param alternative to be OR-ed with the phrase before that is not negated: "jazz or blues"
 * @param when how recently and how often it must have been shown
 * @param suggestions the best first, never empty
 */
public record Phrase(
        String words,
        int start,
        boolean negated,
        boolean alternative,
        TimeFrame when,
        List<SignalSuggestion> suggestions) {
    /** So many letters at the beginning make two words one, whatever hangs on them. */
    static final int SAME_LETTERS = 4;

    public Phrase {
        suggestions = List.copyOf(suggestions);
    }

    /** Whether it asks for the same, whenever that happened. */
    boolean means(Phrase other) {
        return negated == other.negated
                && alternative == other.alternative
                && signals().equals(other.signals());
    }

    /** "Golfers never convert, so no golfers"; "our boss loves wine. No wine drinkers!". */
    boolean isTakenBackBy(Phrase later) {
        return !negated && later.negated && later.start > start && when.equals(later.when) && isNamedBy(later);
    }

    /** "Teachers and students. No retired teachers": of the teachers only those are left out whom a neighbour names. */
    boolean isToldApartFrom(Phrase other) {
        return negated
                && other.negated
                && (other.end() + 1 == start || end() + 1 == other.start)
                && !signals().equals(other.signals());
    }

    /** "Tattoo fans who have not been to a tattoo studio lately" stay fans: only what was not done is left out. */
    Phrase without(Set<Signal> asked) {
        List<SignalSuggestion> left = suggestions.stream()
                .filter(suggestion -> !asked.contains(suggestion.signal())
                        || suggestion.signal().type() == SignalType.TRANSACTION)
                .toList();
        return left.isEmpty() ? this : new Phrase(words, start, negated, alternative, when, left);
    }

    private int end() {
        return start + words.length();
    }

    /** By the same words, or by others that begin alike: "wine" and "wine drinkers", "golfçü" and "golf oynayanlar". */
    private boolean isNamedBy(Phrase other) {
        return words.equalsIgnoreCase(other.words)
                || signals().equals(other.signals()) && words.regionMatches(true, 0, other.words, 0, SAME_LETTERS);
    }

    private List<Signal> signals() {
        return suggestions.stream().map(SignalSuggestion::signal).toList();
    }
}
