package dev.earshot.matching;

import dev.earshot.matching.range.NumberRange;
import dev.earshot.matching.range.RangeNames;
import dev.earshot.matching.words.CueWords;
import dev.earshot.matching.words.Token;
import dev.earshot.matching.words.Tokenizer;
import dev.earshot.taxonomy.Signal;
import dev.earshot.taxonomy.SignalType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The signals of all loaded taxonomies by position, with what their paths and names tell: ancestors and ranges. */
final class SignalIndex {
    /** The tiers that make a field: Interest > Sports. */
    private static final int FIELD = 2;

    /** A tier of so many things that its fields lie two tiers deeper. */
    private static final String WIDE_TIER = "Consumer Packaged Goods";

    private static final int WIDE_FIELD = 4;

    private final List<Signal> signals;
    private final List<List<Integer>> ancestors = new ArrayList<>();
    private final Map<Integer, NumberRange> ranges = new TreeMap<>();
    private final Map<String, List<Integer>> byName = new HashMap<>();
    private final List<List<String>> tierKeys = new ArrayList<>();
    private final List<String> nameKeys = new ArrayList<>();

    SignalIndex(Collection<Signal> all, CueWords english) {
        signals = List.copyOf(all);
        Map<List<String>, Integer> byPath = new HashMap<>();
        Map<String, String> keys = new HashMap<>();
        for (int i = 0; i < signals.size(); i++) {
            Signal signal = signals.get(i);
            byPath.put(signal.path(), i);
            List<String> tiers = signal.path().stream()
                    .map(tier -> keys.computeIfAbsent(tier, name -> nameKey(name, english)))
                    .toList();
            tierKeys.add(tiers.subList(0, Math.max(0, tiers.size() - 1)));
            nameKeys.add(keys.computeIfAbsent(signal.name(), name -> nameKey(name, english)));
            byName.computeIfAbsent(nameKeys.get(i), k -> new ArrayList<>()).add(i);
            int at = i;
            RangeNames.rangeOf(signal).ifPresent(range -> ranges.put(at, range));
        }
        for (Signal signal : signals) {
            ancestors.add(ancestorsOf(signal, byPath));
        }
    }

    private static List<Integer> ancestorsOf(Signal signal, Map<List<String>, Integer> byPath) {
        List<Integer> found = new ArrayList<>();
        for (int depth = signal.path().size() - 1; depth > 0; depth--) {
            Integer above = byPath.get(signal.path().subList(0, depth));
            if (above != null) {
                found.add(above);
            }
        }
        return found;
    }

    static String nameKey(String name, CueWords english) {
        List<String> words = new ArrayList<>();
        for (Token token : Tokenizer.tokens(name)) {
            String light = english.light(token.folded());
            if (!light.equals("and") && !light.equals("or")) {
                words.add(light);
            }
        }
        return PhraseIndex.bag(words);
    }

    List<Integer> named(String nameKey) {
        return byName.getOrDefault(nameKey, List.of());
    }

    /** The signals that are places. */
    Set<Integer> places() {
        return IntStream.range(0, size())
                .filter(at -> get(at).type() == SignalType.LOCATION)
                .boxed()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether that tier, or one whose name says the same, stands above the signal. */
    boolean isUnder(int signal, String ancestorKey) {
        return tierKeys.get(signal).contains(ancestorKey);
    }

    /** Whether these words are its name. */
    boolean isNamed(int signal, String nameKey) {
        return nameKeys.get(signal).equals(nameKey);
    }

    boolean isUnder(int signal, Signal tier) {
        return ancestors.get(signal).stream().anyMatch(above -> signals.get(above) == tier);
    }

    boolean isAncestor(int above, int below) {
        return ancestors.get(below).contains(above);
    }

    /** Whether both stand under the same tier. */
    boolean areSiblings(int one, int other) {
        List<String> a = signals.get(one).path();
        List<String> b = signals.get(other).path();
        return one != other
                && a.size() == b.size()
                && a.subList(0, a.size() - 1).equals(b.subList(0, b.size() - 1));
    }

    /** Whether both are of one field, such as sports or kitchen appliances. */
    boolean areOfOneField(int one, int other) {
        List<String> a = signals.get(one).path();
        List<String> b = signals.get(other).path();
        int depth = a.contains(WIDE_TIER) ? WIDE_FIELD : FIELD;
        return a.size() > depth && b.size() > depth && a.subList(0, depth).equals(b.subList(0, depth));
    }

    /** Whether it says of which gender or from where all of an audience is. */
    boolean isOfAll(PhraseHit hit) {
        return hit.targets().keySet().stream()
                .map(signals::get)
                .allMatch(signal ->
                        signal.type() == SignalType.LOCATION || signal.path().contains("Gender"));
    }

    /** Whether it says that people have children. */
    boolean isParent(PhraseHit hit) {
        return hit.targets().keySet().stream()
                .map(signals::get)
                .anyMatch(signal -> signal.path().contains("Parenting"));
    }

    Map<Integer, NumberRange> ranges() {
        return ranges;
    }

    Signal get(int at) {
        return signals.get(at);
    }

    int size() {
        return signals.size();
    }
}
