package dev.earshot.matching;

import dev.earshot.matching.clause.TimeFrame;
import dev.earshot.matching.words.Brief;
import dev.earshot.matching.words.Language;
import dev.earshot.matching.words.UnsupportedLanguage;
import dev.earshot.matching.words.WrittenLanguage;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalType;
import dev.earshot.taxonomy.TaxonomyIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what people write and says which signals they mean, and why. Immutable and safe for any number of threads; when
 * the taxonomy changes, build another one.
 */
public final class SignalMatcher {
    private static final int MOST_UNUSED = 12;

    private final SignalIndex catalog;
    private final Vocabulary vocabulary;
    private final BriefReader reader = new BriefReader();
    private final SpellingCorrector spelling;
    private final GenderRoles genders;
    private final Alternatives alternatives;
    private final SenseGate gate;
    private final SuggestionRanking ranking;

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
        ranking = new SuggestionRanking(catalog, reader.cues(Language.EN));
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
                unused(verdict.hits()),
                verdict.doubtful().stream().map(this::doubt).toList(),
                Optional.empty());
    }

    private static List<String> unused(Map<ReadStatement, List<PhraseHit>> kept) {
        return kept.entrySet().stream()
                .flatMap(read -> read.getKey().unused(read.getValue()).stream())
                .distinct()
                .limit(MOST_UNUSED)
                .toList();
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
        List<LeftOut> left = leftOut(verdict.hits());
        Set<Integer> included = new HashSet<>();
        verdict.hits()
                .forEach((statement, hits) -> hits.stream()
                        .filter(hit -> !statement.isNegated(hit) && !isNamedAgain(statement, hit, left))
                        .forEach(hit -> included.addAll(hit.best(SuggestionRanking.EQUAL_TO_THE_BEST))));
        Set<Integer> excluded = excluded(verdict, included);
        List<Phrase> phrases = new ArrayList<>();
        verdict.hits().forEach((statement, hits) -> {
            List<PhraseHit> sensible = hits.stream()
                    .map(hit -> statement.isNegated(hit)
                            ? hit.withoutTiersOf(included, catalog)
                            : hit.withoutSome(excluded))
                    .toList();
            phrases.addAll(phrases(statement, sensible, types));
        });
        return withoutRepeats(withoutContradictions(phrases));
    }

    /** What is left out: its words, where they begin, and what they mean. */
    private record LeftOut(String words, int start, Set<Integer> meanings) {
        /** By the same words, or by others that begin alike and mean the same. */
        boolean names(String others, int from, PhraseHit hit) {
            return start > from
                    && (others.equalsIgnoreCase(words)
                            || others.regionMatches(true, 0, words, 0, Phrase.SAME_LETTERS)
                                    && hit.best(1).equals(meanings));
        }
    }

    private static List<LeftOut> leftOut(Map<ReadStatement, List<PhraseHit>> found) {
        List<LeftOut> left = new ArrayList<>();
        found.forEach((statement, hits) -> hits.stream()
                .filter(statement::isNegated)
                .forEach(hit -> left.add(new LeftOut(statement.words(hit), statement.start(hit), hit.best(1)))));
        return left;
    }

    private static boolean isNamedAgain(ReadStatement statement, PhraseHit hit, List<LeftOut> left) {
        if (left.isEmpty()) {
            return false;
        }
        String words = statement.words(hit);
        return left.stream().anyMatch(out -> out.names(words, statement.start(hit), hit));
    }

    /** "Main grocery shopper … visited a supermarket twice": what is also said with a time is said once. */
    private static List<Phrase> withoutRepeats(List<Phrase> phrases) {
        List<Phrase> left = new ArrayList<>();
        for (int i = 0; i < phrases.size(); i++) {
            Phrase phrase = phrases.get(i);
            boolean alone = !phrase.alternative()
                    && (i + 1 == phrases.size() || !phrases.get(i + 1).alternative());
            boolean repeated = alone
                    && phrase.when().isAny()
                    && phrases.stream().anyMatch(other -> !other.when().isAny() && other.means(phrase));
            if (!repeated) {
                left.add(phrase);
            }
        }
        return left;
    }

    /** "River cruises, not interested in ocean cruises": what no signal tells apart is asked for. */
    private static List<Phrase> withoutContradictions(List<Phrase> phrases) {
        List<Phrase> plain = phrases.stream()
                .filter(phrase -> !phrase.negated()
                        || phrases.stream().noneMatch(phrase::isToldApartFrom)
                        || phrases.stream().noneMatch(wanted -> wanted.isTakenBackBy(phrase)))
                .toList();
        List<Phrase> sensible = plain.stream()
                .filter(phrase -> plain.stream().noneMatch(phrase::isTakenBackBy))
                .toList();
        Set<Signal> asked = sensible.stream()
                .filter(phrase -> !phrase.negated())
                .flatMap(SignalMatcher::signals)
                .collect(Collectors.toSet());
        return sensible.stream()
                .filter(phrase -> !phrase.negated()
                        || !phrase.when().isAny()
                        || !signals(phrase).allMatch(asked::contains))
                .map(phrase -> phrase.negated() && !phrase.when().isAny() ? phrase.without(asked) : phrase)
                .toList();
    }

    private static Stream<Signal> signals(Phrase phrase) {
        return phrase.suggestions().stream().map(SignalSuggestion::signal);
    }

    /** What is left out, as far as it isn't asked for by all that a word means. */
    private Set<Integer> excluded(SenseGate.Verdict verdict, Set<Integer> included) {
        Set<Integer> excluded = new HashSet<>();
        verdict.hits()
                .forEach((statement, hits) -> hits.stream()
                        .filter(statement::isNegated)
                        .map(hit -> hit.withoutTiersOf(included, catalog))
                        .forEach(hit -> excluded.addAll(ranking.best(statement, hit))));
        return excluded;
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
        List<Phrase> phrases = new ArrayList<>();
        for (PhraseHit hit : hits) {
            List<SignalSuggestion> suggestions = ranking.of(statement, hit, types);
            if (!suggestions.isEmpty()) {
                phrases.add(new Phrase(
                        statement.words(hit),
                        statement.start(hit),
                        statement.isNegated(hit),
                        either.contains(hit),
                        saysWhoIsMeant(suggestions) ? TimeFrame.ANY : statement.frame(hit),
                        suggestions));
            }
        }
        return phrases;
    }

    /** "Parents who bought toys last week": what they did has a time, what they are has none. */
    private static boolean saysWhoIsMeant(List<SignalSuggestion> suggestions) {
        return suggestions.stream().anyMatch(suggestion -> suggestion.signal().type() == SignalType.DEMOGRAPHIC);
    }

    private MatchResult.Doubt doubt(Homonyms.Word word) {
        return new MatchResult.Doubt(
                word.text(),
                word.meanings().stream()
                        .map(at -> new SignalSuggestion(catalog.get(at), 0, word.text(), false))
                        .toList());
    }
}
