package dev.earshot.matching;

import java.util.List;

/**
 * One thing that the brief asks for. Its suggestions are alternatives, to be OR-ed; phrases are to be AND-ed.
 *
 * @param words as they stand in the text
 * @param start where they begin in the text, in characters
 * @param suggestions the best first, never empty
 */
public record Phrase(String words, int start, boolean negated, List<SignalSuggestion> suggestions) {
    public Phrase {
        suggestions = List.copyOf(suggestions);
    }
}
