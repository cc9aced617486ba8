package dev.earshot.matching;

import dev.earshot.matching.words.Brief;
import dev.earshot.matching.words.Language;
import dev.earshot.matching.words.PurchaseStage;
import dev.earshot.matching.words.UnsupportedLanguage;
import dev.earshot.matching.words.WrittenLanguage;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalType;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Reads what people write and says which signals they mean, and why. Immutable and safe for any number of threads; when
 * the taxonomy changes, build another one.
 */
public final class SignalMatcher {
    private static final int MOST_PER_PHRASE = 3;
    private static final double NEAR_THE_BEST = 0.84;
    /** Leaving people out is not done on a second guess. */
    private static final double EQUAL_TO_THE_BEST = 0.95;

    private final SignalIndex catalog;
    private final Vocabulary vocabulary;
    private final BriefReader reader = new BriefReader();
    private final SpellingCorrector spelling;
    private final GenderRoles genders;
    private final Alternatives alternatives;
    private final SenseGate gate;

    /** The matcher of a taxonomy. */
    public static SignalMatcher of(TaxonomyIndex taxonomy) {
        return taxonomy.derived(SignalMatcher.class, SignalMatcher::new);
    }

    /** @param signals of all taxonomies that are to be matched at the same time */
    public SignalMatcher(Collection<Signal> signals) {
        catalog = new SignalIndex(signals, reader.cues(Language.EN));
        vocabulary = new Vocabulary(catalog, reader);
        spelling = new SpellingCorrector(vocabulary, reader);
        genders = new GenderRoles(vocabulary.of(Language.EN), catalog);
        alternatives = new Alternatives(catalog);
        gate = new SenseGate(catalog, new Homonyms(vocabulary));
    }

    public MatchResult match(String text) {
        return match(text, EnumSet.allOf(SignalType.class));
    }

    /** @param types those that may be suggested */
    public MatchResult match(String text, Set<SignalType> types) {
        Optional<UnsupportedLanguage> foreign = WrittenLanguage.of(text).foreign();
        if (foreign.isPresent()) {
            return new MatchResult(Language.EN, List.of(), List.of(), List.of(), foreign);
        }
        Language language = reader.language(text);
        SenseGate.Verdict verdict = read(text, language);
        return new MatchResult(
                language,
                phrases(verdict, types),
                UnusedWords.of(verdict.hits()),
                verdict.doubtful().stream().map(this::doubt).toList(),
                Optional.empty());
    }

    /** The phrases for each of these types as if it were the only one; the text is read once. */
    public List<Phrase> phrasesOfEach(String text, Collection<SignalType> types) {
        if (WrittenLanguage.of(text).foreign().isPresent()) {
            return List.of();
        }
        SenseGate.Verdict verdict = read(text, reader.language(text));
        return types.stream()
                .flatMap(type -> phrases(verdict, EnumSet.of(type)).stream())
                .toList();
    }

    private SenseGate.Verdict read(String text, Language language) {
        Map<ReadStatement, List<PhraseHit>> found = new LinkedHashMap<>();
        reader.read(text, language).forEach(statement -> found.put(statement, hits(statement.brief())));
        return gate.judge(found);
    }

    private List<Phrase> phrases(SenseGate.Verdict verdict, Set<SignalType> types) {
        Set<Integer> included = new HashSet<>();
        verdict.hits()
                .forEach((statement, hits) -> hits.stream()
                        .filter(hit -> !statement.isNegated(hit))
                        .forEach(hit -> included.addAll(hit.best(EQUAL_TO_THE_BEST))));
        List<Phrase> phrases = new ArrayList<>();
        verdict.hits().forEach((statement, hits) -> {
            List<PhraseHit> sensible = hits.stream()
                    .map(hit -> statement.isNegated(hit) ? hit.withoutTiersOf(included, catalog) : hit)
                    .toList();
            phrases.addAll(phrases(statement, sensible, types));
        });
        return phrases;
    }

    private List<PhraseHit> hits(Brief brief) {
        spelling.mend(brief);
        RangeReader ranges = new RangeReader(brief, catalog);
        List<PhraseHit> hits = new ArrayList<>(ranges.find());
        PhraseIndex own = vocabulary.of(brief.language);
        PhraseIndex other = vocabulary.of(brief.language == Language.EN ? Language.TR : Language.EN);
        List<PhraseHit> found = new PhraseFinder(brief, own, other, catalog, ranges.taken()).find();
        hits.addAll(new PhraseRefinement(brief, catalog).refine(ranges.withoutRepeats(found, hits)));
        hits.addAll(genders.of(brief, hits));
        hits.sort(PhraseHit.IN_TEXT_ORDER);
        return genders.withoutRepeatedParents(brief, hits);
    }

    private List<Phrase> phrases(ReadStatement statement, List<PhraseHit> hits, Set<SignalType> types) {
        Set<PhraseHit> either = alternatives.in(statement, hits);
        Brief brief = statement.brief();
        List<Phrase> phrases = new ArrayList<>();
        for (PhraseHit hit : hits) {
            List<SignalSuggestion> suggestions = suggestions(statement, hit, types);
            if (!suggestions.isEmpty()) {
                phrases.add(new Phrase(
                        brief.words(hit.mask()),
                        statement.start() + brief.tokens.get(hit.first()).start(),
                        statement.isNegated(hit),
                        either.contains(hit),
                        statement.frame(hit),
                        suggestions));
            }
        }
        return phrases;
    }

    /**
     * A trait that is named exactly is meant exactly: "Generation Z" needs no ages besides it, and "first-time home
     * buyers" no interest in houses.
     */
    private void keepExactTraits(List<SignalSuggestion> all, String said, PhraseHit hit) {
        Set<Signal> ranges = signals(hit, catalog.ranges()::containsKey);
        Set<Signal> traits = signals(
                hit,
                at -> catalog.get(at).type() == SignalType.DEMOGRAPHIC
                        && !catalog.ranges().containsKey(at));
        Set<Signal> named = signals(hit, at -> catalog.isNamed(at, said));
        named.retainAll(traits);
        if (!named.isEmpty()) {
            all.removeIf(s -> named.stream().noneMatch(one -> areOfOneTier(one, s.signal())));
        } else if (all.stream().map(SignalSuggestion::signal).anyMatch(traits::contains)) {
            all.removeIf(s -> ranges.contains(s.signal()));
        }
    }

    private Set<Signal> signals(PhraseHit hit, Predicate<Integer> which) {
        return hit.targets().keySet().stream()
                .filter(which)
                .map(catalog::get)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static boolean areOfOneTier(Signal one, Signal other) {
        return one.path()
                .subList(0, one.path().size() - 1)
                .equals(other.path().subList(0, other.path().size() - 1));
    }

    private void removeTiers(List<SignalSuggestion> all, PhraseHit hit, String words) {
        List<SignalSuggestion> whole = List.copyOf(all);
        String said = SignalIndex.nameKey(words, reader.cues(Language.EN));
        Set<Signal> named = signals(hit, at -> catalog.isNamed(at, said));
        all.removeIf(s -> !named.contains(s.signal()) && isSummedUp(s, hit, whole));
    }

    /** Where a word means a thing as surely as the tier above it, the tier says nothing more. */
    private boolean isSummedUp(SignalSuggestion tier, PhraseHit hit, List<SignalSuggestion> all) {
        return hit.targets().keySet().stream()
                .filter(below -> catalog.isUnder(below, tier.signal()))
                .anyMatch(below -> all.stream()
                        .anyMatch(s -> s.signal() == catalog.get(below) && s.confidence() >= tier.confidence()));
    }

    /** "No department stores" leaves out what is called so, not the shopping malls that it may mean as well. */
    private void keepNamed(List<SignalSuggestion> all, String words) {
        String said = SignalIndex.nameKey(words, reader.cues(Language.EN));
        Predicate<SignalSuggestion> called = s ->
                SignalIndex.nameKey(s.signal().name(), reader.cues(Language.EN)).equals(said);
        if (all.stream().anyMatch(called)) {
            all.removeIf(called.negate());
        }
    }

    private MatchResult.Doubt doubt(Homonyms.Word word) {
        return new MatchResult.Doubt(
                word.text(),
                word.meanings().stream()
                        .map(at -> new SignalSuggestion(catalog.get(at), 0, word.text(), false))
                        .toList());
    }

    private List<SignalSuggestion> suggestions(ReadStatement statement, PhraseHit hit, Set<SignalType> types) {
        Brief brief = statement.brief();
        String reason = brief.language.matched(brief.words(hit.mask()));
        boolean negated = statement.isNegated(hit);
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
        if (hit.targets().size() > 1 && !RangeReader.isRange(hit, catalog)) {
            removeTiers(all, hit, brief.words(hit.mask()));
        }
        if (hit.targets().size() > 1 && all.stream().anyMatch(s -> s.signal().type() == SignalType.DEMOGRAPHIC)) {
            keepExactTraits(all, SignalIndex.nameKey(brief.words(hit.mask()), reader.cues(Language.EN)), hit);
        }
        boolean people = all.stream().anyMatch(s -> s.signal().type() == SignalType.DEMOGRAPHIC);
        if (negated && people) {
            all.removeIf(s -> s.signal().type() != SignalType.DEMOGRAPHIC);
        }
        if (negated) {
            keepNamed(all, brief.words(hit.mask()));
        }
        double best = all.isEmpty() ? 0 : all.get(0).confidence();
        double floor = best * (negated ? EQUAL_TO_THE_BEST : NEAR_THE_BEST);
        int most = RangeReader.isRange(hit, catalog) ? all.size() : MOST_PER_PHRASE;
        return all.stream().filter(s -> s.confidence() >= floor).limit(most).toList();
    }
}
