package dev.earshot.matching;

import dev.earshot.common.FoldedText;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalType;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.util.List;
import java.util.stream.Stream;

/** Finds signals by name, then by meaning. */
public final class SignalFinder {
    private SignalFinder() {}

    /**
     * Signals whose name begins with the text, then those whose name contains it, then those that the text means; all
     * of
     * them without a text.
     *
     * @param type null for all types
     */
    public static List<Signal> find(TaxonomyIndex taxonomy, String text, SignalType type, int limit) {
        return named(taxonomy, text)
                .filter(signal -> type == null || signal.type() == type)
                .limit(limit)
                .toList();
    }

    private static Stream<Signal> named(TaxonomyIndex taxonomy, String text) {
        if (text == null || text.isBlank()) {
            return taxonomy.signals().stream();
        }
        String wanted = FoldedText.of(text.strip());
        Stream<Signal> begins = taxonomy.signals().stream()
                .filter(signal -> FoldedText.of(signal.name()).startsWith(wanted));
        Stream<Signal> contains = taxonomy.signals().stream()
                .filter(signal -> FoldedText.of(signal.name()).contains(wanted));
        Stream<Signal> means = SignalMatcher.of(taxonomy)
                .match(text)
                .suggestions(taxonomy.signals().size())
                .stream()
                .map(SignalSuggestion::signal);
        return Stream.of(begins, contains, means).flatMap(found -> found).distinct();
    }
}
