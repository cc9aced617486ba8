package dev.earshot.matching;

import dev.earshot.matching.words.Brief;
import dev.earshot.matching.words.CueWords;
import dev.earshot.matching.words.PurchaseStage;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Of all that a phrase may mean, what is worth to be suggested, the surest first. */
final class SuggestionRanking {
    private static final int MOST_PER_PHRASE = 3;
    private static final double NEAR_THE_BEST = 0.84;
    /** Leaving people out is not done on a second guess. */
    static final double EQUAL_TO_THE_BEST = 0.95;

    private final SignalIndex catalog;
    private final CueWords english;

    SuggestionRanking(SignalIndex catalog, CueWords english) {
        this.catalog = catalog;
        this.english = english;
    }

    List<SignalSuggestion> of(ReadStatement statement, PhraseHit hit, Set<SignalType> types) {
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
            keepExactTraits(all, SignalIndex.nameKey(brief.words(hit.mask()), english), hit);
        }
        boolean people = all.stream().anyMatch(s -> s.signal().type() == SignalType.DEMOGRAPHIC);
        if (negated && people) {
            all.removeIf(s -> s.signal().type() != SignalType.DEMOGRAPHIC);
        }
        if (negated) {
            Set<Integer> meant = hit.best(EQUAL_TO_THE_BEST);
            Set<Signal> weaker = signals(hit, at -> !meant.contains(at));
            if (all.stream().anyMatch(s -> !weaker.contains(s.signal()))) {
                all.removeIf(s -> weaker.contains(s.signal()));
            }
            keepNamed(all, brief.words(hit.mask()));
        }
        double best = all.isEmpty() ? 0 : all.get(0).confidence();
        double floor = best * (negated ? EQUAL_TO_THE_BEST : NEAR_THE_BEST);
        int most = RangeReader.isRange(hit, catalog) ? all.size() : MOST_PER_PHRASE;
        return all.stream().filter(s -> s.confidence() >= floor).limit(most).toList();
    }

    /** Those of its signals that are suggested. */
    Set<Integer> best(ReadStatement statement, PhraseHit hit) {
        Set<Signal> suggested = of(statement, hit, EnumSet.allOf(SignalType.class)).stream()
                .map(SignalSuggestion::signal)
                .collect(Collectors.toSet());
        return hit.targets().keySet().stream()
                .filter(at -> suggested.contains(catalog.get(at)))
                .collect(Collectors.toSet());
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
        String said = SignalIndex.nameKey(words, english);
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
        String said = SignalIndex.nameKey(words, english);
        Predicate<SignalSuggestion> called =
                s -> SignalIndex.nameKey(s.signal().name(), english).equals(said);
        if (all.stream().anyMatch(called)) {
            all.removeIf(called.negate());
        }
    }
}
