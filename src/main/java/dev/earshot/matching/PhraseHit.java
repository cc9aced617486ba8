package dev.earshot.matching;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Words of the brief that mean signals.
 *
 * @param mask the positions of the words
 * @param sureness 0 to 1: lower when stems, gaps or mended spelling were needed
 */
record PhraseHit(long mask, Map<Integer, Float> targets, boolean modifier, double sureness) {
    /** What it is worth that the brief names the tier as well. */
    private static final float NAMED_TIER = 1.3f;

    /** How sure a phrase is whose words stand far apart. */
    static final double DISTANT = 0.75;

    boolean isDistant() {
        return sureness == DISTANT;
    }

    int first() {
        return Long.numberOfTrailingZeros(mask);
    }

    int last() {
        return 63 - Long.numberOfLeadingZeros(mask);
    }

    /** Both have several words and end in the same one. */
    boolean sharesLastWord(PhraseHit other) {
        return last() == other.last() && first() != other.first() && words() > 1 && other.words() > 1;
    }

    /** Begins before the other and doesn't end before that begins. */
    boolean reachesInto(PhraseHit other) {
        return first() < other.first() && last() >= other.first();
    }

    int words() {
        return Long.bitCount(mask);
    }

    /** The signals that it means nearly as surely as the one that it means most. */
    Set<Integer> best(double share) {
        double most =
                targets.values().stream().mapToDouble(weight -> weight).max().orElse(0);
        return targets.entrySet().stream()
                .filter(target -> target.getValue() >= most * share)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /**
     * What is left to exclude: in "tea drinkers who buy no coffee" excluding coffee and tea would exclude what is asked
     * for, and "HR people, not recruiters" excludes only what of the recruiters is not HR.
     */
    PhraseHit withoutTiersOf(Set<Integer> included, SignalIndex catalog) {
        Set<Integer> above = targets.keySet().stream()
                .filter(at ->
                        included.contains(at) || included.stream().anyMatch(below -> catalog.isAncestor(at, below)))
                .collect(Collectors.toSet());
        return above.isEmpty() || above.size() == targets.size() ? this : without(withWeaker(above));
    }

    /** "Wine, forget beer": where what the word means most is asked for, bars are not what is left to exclude. */
    private Set<Integer> withWeaker(Set<Integer> above) {
        double most = above.stream().mapToDouble(targets::get).max().orElse(0);
        return targets.keySet().stream()
                .filter(at -> above.contains(at) || targets.get(at) < most)
                .collect(Collectors.toSet());
    }

    /** "Cyclists, but no buyers of bicycles": of what the cyclists are, what isn't left out. */
    PhraseHit withoutSome(Set<Integer> excluded) {
        PhraseHit rest = without(excluded);
        return rest.targets.isEmpty() ? this : rest;
    }

    PhraseHit without(Set<Integer> signals) {
        Map<Integer, Float> kept = new LinkedHashMap<>(targets);
        kept.keySet().removeAll(signals);
        return new PhraseHit(mask, kept, modifier, sureness);
    }

    /** @param otherMask where the words stand that told them apart */
    PhraseHit narrowedTo(List<Integer> signals, long otherMask) {
        Map<Integer, Float> kept = new LinkedHashMap<>();
        signals.forEach(at -> kept.put(at, Math.min(1, targets.get(at) * NAMED_TIER)));
        return new PhraseHit(mask | otherMask, kept, false, sureness);
    }

    static final Comparator<PhraseHit> IN_TEXT_ORDER =
            Comparator.comparingInt(PhraseHit::last).thenComparing(PhraseHit::first, Comparator.reverseOrder());
}
