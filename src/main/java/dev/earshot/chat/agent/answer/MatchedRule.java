package dev.earshot.chat.agent.answer;

import dev.earshot.audience.Criterion;
import dev.earshot.audience.Rule;
import dev.earshot.matching.MatchResult;
import dev.earshot.matching.Phrase;
import java.util.List;
import java.util.stream.Stream;

/** The rule that a text means by itself, of signals at any time. */
public final class MatchedRule {
    private MatchedRule() {}

    public static Rule of(MatchResult match) {
        return new Rule(
                match.phrases().stream()
                        .filter(phrase -> !phrase.negated())
                        .map(phrase -> new Rule.Group(criteria(phrase)))
                        .toList(),
                match.phrases().stream()
                        .filter(Phrase::negated)
                        .flatMap(phrase -> criteria(phrase).stream())
                        .distinct()
                        .toList());
    }

    /** Both rules at once. */
    static Rule both(Rule one, Rule other) {
        return new Rule(
                Stream.concat(one.all().stream(), other.all().stream()).toList(),
                Stream.concat(one.none().stream(), other.none().stream())
                        .distinct()
                        .toList());
    }

    private static List<Criterion> criteria(Phrase phrase) {
        return phrase.suggestions().stream()
                .map(suggestion -> Criterion.of(suggestion.signal().id()))
                .distinct()
                .toList();
    }
}
