package dev.earshot.matching;

import dev.earshot.matching.words.Brief;
import dev.earshot.matching.words.Language;
import dev.earshot.matching.words.PurchaseStage;
import dev.earshot.matching.words.Token;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalType;
import dev.earshot.taxonomy.TaxonomyIndex;
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

    private final SignalIndex catalog;
    private final Vocabulary vocabulary;
    private final BriefReader reader = new BriefReader();
    private final SpellingCorrector spelling;

    /** @param signals of all taxonomies that are to be matched at the same time */
    /** The matcher of a taxonomy. */
    public static SignalMatcher of(TaxonomyIndex taxonomy) {
        return taxonomy.derived(SignalMatcher.class, SignalMatcher::new);
    }

    public SignalMatcher(Collection<Signal> signals) {
        catalog = new SignalIndex(signals, reader.cues(Language.EN));
        vocabulary = new Vocabulary(catalog, reader);
        spelling = new SpellingCorrector(vocabulary, reader);
    }

    public MatchResult match(String text) {
        return match(text, EnumSet.allOf(SignalType.class));
    }

    /** @param types those that may be suggested */
    public MatchResult match(String text, Set<SignalType> types) {
        Brief brief = reader.read(text);
        spelling.mend(brief);
        RangeReader ranges = new RangeReader(brief, catalog);
        List<PhraseHit> hits = new ArrayList<>(ranges.find());
        PhraseIndex own = vocabulary.of(brief.language);
        List<PhraseHit> found = new PhraseFinder(brief, own, vocabulary.of(Language.EN), ranges.taken()).find();
        hits.addAll(new PhraseRefinement(brief, catalog).refine(found));
        hits.sort(PhraseHit.IN_TEXT_ORDER);
        List<Phrase> phrases = new ArrayList<>();
        for (PhraseHit hit : hits) {
            List<SignalSuggestion> suggestions = suggestions(brief, hit, types);
            if (!suggestions.isEmpty()) {
                Token first = brief.tokens.get(hit.first());
                phrases.add(new Phrase(brief.words(hit.mask()), first.start(), isNegated(brief, hit), suggestions));
            }
        }
        return new MatchResult(brief.language, phrases);
    }

    private List<SignalSuggestion> suggestions(Brief brief, PhraseHit hit, Set<SignalType> types) {
        String reason = brief.language.matched(brief.words(hit.mask()));
        boolean negated = isNegated(brief, hit);
        PurchaseStage intent = brief.intent[hit.last()];
        List<SignalSuggestion> all = new ArrayList<>();
        for (int at : new TreeSet<>(hit.targets().keySet())) {
            Signal signal = catalog.get(at);
            if (types.contains(signal.type())) {
                double confidence = hit.targets().get(at) * hit.sureness() * intent.favours(signal.type());
                all.add(new SignalSuggestion(signal, confidence, reason, negated));
            }
        }
        all.sort(Comparator.comparingDouble(SignalSuggestion::confidence).reversed());
        double floor = all.isEmpty() ? 0 : all.get(0).confidence() * NEAR_THE_BEST;
        int most = RangeReader.isRange(hit, catalog) ? all.size() : MOST_PER_PHRASE;
        return all.stream().filter(s -> s.confidence() >= floor).limit(most).toList();
    }

    /** A negator within the phrase belongs to its meaning: "no kids" excludes nobody. */
    private static boolean isNegated(Brief brief, PhraseHit hit) {
        for (int at = hit.first(); at <= hit.last(); at++) {
            if (brief.negator[at] && (hit.mask() & 1L << at) != 0) {
                return false;
            }
        }
        return brief.negated[hit.first()] || brief.negated[hit.last()];
    }
}
