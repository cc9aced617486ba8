package dev.earshot.matching;

import dev.earshot.matching.clause.TimeFrame;
import dev.earshot.taxonomy.Signal;
import java.util.List;

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
    public Phrase {
        suggestions = List.copyOf(suggestions);
    }

    /** Whether it asks for the same, whenever that happened. */
    boolean means(Phrase other) {
        return negated == other.negated
                && alternative == other.alternative
                && signals().equals(other.signals());
    }

    /** "Golfers never convert, so no golfers". */
    boolean isTakenBackBy(Phrase later) {
        return !negated && later.negated && later.start > start && later.words.equalsIgnoreCase(words);
    }

    private List<Signal> signals() {
        return suggestions.stream().map(SignalSuggestion::signal).toList();
    }
}
