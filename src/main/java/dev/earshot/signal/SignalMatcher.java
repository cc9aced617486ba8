package dev.earshot.signal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads what people write and says which signals they mean, and why. Immutable and safe for any number of threads; when the
 * taxonomy changes, build another one.
 */
public final class SignalMatcher {
    private static final int MOST_PER_PHRASE = 3;
    private static final double NEAR_THE_BEST = 0.84;

    private final Catalog catalog;
    private final Vocabulary vocabulary;
    private final BriefReader reader = new BriefReader();
    private final Spelling spelling;

    /** @param signals of all taxonomies that are to be matched at the same time */
    public SignalMatcher(Collection<Signal> signals) {
        catalog = new Catalog(signals, reader.cues(Language.EN));
        vocabulary = new Vocabulary(catalog, reader);
        spelling = new Spelling(vocabulary, reader);
    }

    public Match match(String text) {
        return match(text, EnumSet.allOf(SignalType.class));
    }

    /** @param types those that may be suggested */
    public Match match(String text, Set<SignalType> types) {
        Brief brief = reader.read(text);
        spelling.mend(brief);
        RangeReader ranges = new RangeReader(brief, catalog);
        List<Hit> hits = new ArrayList<>(ranges.find());
        PhraseIndex own = vocabulary.of(brief.language);
        List<Hit> found = new PhraseFinder(brief, own, vocabulary.of(Language.EN), ranges.taken()).find();
        hits.addAll(new Refinement(brief, catalog).refine(found));
        hits.sort(Hit.IN_TEXT_ORDER);
        List<Phrase> phrases = new ArrayList<>();
        for (Hit hit : hits) {
            List<Suggestion> suggestions = suggestions(brief, hit, types);
            if (!suggestions.isEmpty()) {
                Token first = brief.tokens.get(hit.first());
                phrases.add(new Phrase(brief.words(hit.mask()), first.start(), isNegated(brief, hit), suggestions));
            }
        }
        return new Match(brief.language, phrases);
    }

    private List<Suggestion> suggestions(Brief brief, Hit hit, Set<SignalType> types) {
        String reason = brief.language.matched(brief.words(hit.mask()));
        boolean negated = isNegated(brief, hit);
        Intent intent = brief.intent[hit.last()];
        List<Suggestion> all = new ArrayList<>();
        for (int at : new TreeSet<>(hit.targets().keySet())) {
            Signal signal = catalog.get(at);
            if (types.contains(signal.type())) {
                double confidence = hit.targets().get(at) * hit.sureness() * intent.favours(signal.type());
                all.add(new Suggestion(signal, confidence, reason, negated));
            }
        }
        all.sort(Comparator.comparingDouble(Suggestion::confidence).reversed());
        double floor = all.isEmpty() ? 0 : all.get(0).confidence() * NEAR_THE_BEST;
        int most = RangeReader.isRange(hit, catalog) ? all.size() : MOST_PER_PHRASE;
        return all.stream().filter(s -> s.confidence() >= floor).limit(most).toList();
    }

    /** A negator within the phrase belongs to its meaning: "no kids" excludes nobody. */
    private static boolean isNegated(Brief brief, Hit hit) {
        for (int at = hit.first(); at <= hit.last(); at++) {
            if (brief.negator[at] && (hit.mask() & 1L << at) != 0) {
                return false;
            }
        }
        return brief.negated[hit.first()] || brief.negated[hit.last()];
    }
}
