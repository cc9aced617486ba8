package dev.earshot.signal;

import dev.earshot.FoldedText;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The taxonomy as it was at one moment, in memory. Immutable. */
public final class TaxonomyIndex {
    private final long version;
    private final Map<String, Signal> signals = new LinkedHashMap<>();
    private final Map<String, Signal> retired = new HashMap<>();
    private final Families families;
    private final SignalMatcher matcher;

    public TaxonomyIndex(long version, Collection<Signal> all) {
        this(version, all, List.of());
    }

    /** @param gone what was retired: nothing finds or suggests it, and rules that were saved with it keep their members */
    public TaxonomyIndex(long version, Collection<Signal> all, Collection<RetiredSignal> gone) {
        this.version = version;
        all.forEach(signal -> signals.put(signal.id(), signal));
        gone.forEach(one -> retired.put(one.signal().id(), one.signal()));
        families = new Families(all, gone);
        matcher = new SignalMatcher(all);
    }

    long version() {
        return version;
    }

    public Optional<Signal> find(String id) {
        return Optional.ofNullable(signals.get(id));
    }

    /** A signal that is in the taxonomy no longer, as it last was. */
    public Optional<Signal> retired(String id) {
        return Optional.ofNullable(retired.get(id));
    }

    /** A signal and all below it, which say the same of a customer; of one that was retired, as it was then. */
    public List<String> family(String id) {
        return families.of(id);
    }

    /**
     * What can't be true of one person beside this: a place that is neither in it nor around it, another age, another gender. Retired ones too, since
     * what was shown of them still counts.
     */
    List<String> alternatives(Signal signal) {
        return Stream.concat(signals.values().stream(), retired.values().stream())
                .filter(other -> other.type() == signal.type())
                .filter(other -> !isWithin(other, signal) && !isWithin(signal, other))
                .filter(other ->
                        signal.type() == SignalType.LOCATION || above(other).equals(above(signal)))
                .map(Signal::id)
                .toList();
    }

    private static boolean isWithin(Signal signal, Signal tier) {
        int depth = tier.path().size();
        return signal.path().size() >= depth && signal.path().subList(0, depth).equals(tier.path());
    }

    private static List<String> above(Signal signal) {
        return signal.path().subList(0, signal.path().size() - 1);
    }

    /** What a text means in signals. */
    public Match match(String text) {
        return matcher.match(text);
    }

    /** What it means in signals of one type. */
    public Match match(String text, SignalType type) {
        return matcher.match(text, Set.of(type));
    }

    /**
     * Signals by what they are called, those whose name begins with the text first, then by what it means; all of them without a text.
     *
     * @param type null for all types
     */
    public List<Signal> search(String text, SignalType type, int limit) {
        return named(text)
                .filter(signal -> type == null || signal.type() == type)
                .limit(limit)
                .toList();
    }

    private Stream<Signal> named(String text) {
        if (text == null || text.isBlank()) {
            return signals.values().stream();
        }
        String wanted = folded(text.strip());
        Stream<Signal> begins =
                signals.values().stream().filter(signal -> folded(signal.name()).startsWith(wanted));
        Stream<Signal> holds =
                signals.values().stream().filter(signal -> folded(signal.name()).contains(wanted));
        Stream<Signal> means = match(text).suggestions(signals.size()).stream().map(Suggestion::signal);
        return Stream.of(begins, holds, means).flatMap(found -> found).distinct();
    }

    private static String folded(String text) {
        return FoldedText.of(text);
    }
}
