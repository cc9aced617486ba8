package dev.earshot.taxonomy;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The taxonomy as it was at one moment, in memory. Immutable. */
public final class TaxonomyIndex {
    private final long version;
    private final Map<String, Signal> signals = new LinkedHashMap<>();
    private final Map<String, Signal> retired = new HashMap<>();
    private final SignalFamilies families;
    private final Map<Class<?>, Object> derived = new ConcurrentHashMap<>();

    public TaxonomyIndex(long version, Collection<Signal> all) {
        this(version, all, List.of());
    }

    /** @param gone retired signals: nothing finds or suggests them, and rules saved with them keep their members */
    public TaxonomyIndex(long version, Collection<Signal> all, Collection<RetiredSignal> gone) {
        this.version = version;
        all.forEach(signal -> signals.put(signal.id(), signal));
        gone.forEach(one -> retired.put(one.signal().id(), one.signal()));
        families = new SignalFamilies(all, gone);
    }

    long version() {
        return version;
    }

    public Optional<Signal> find(String id) {
        return Optional.ofNullable(signals.get(id));
    }

    /** A retired signal, as it last was. */
    public Optional<Signal> retired(String id) {
        return Optional.ofNullable(retired.get(id));
    }

    /** A signal and all below it; of a retired one, as it was then. */
    public List<String> family(String id) {
        return families.of(id);
    }

    /**
     * Signals that contradict this one: a place that is neither in it nor around it, another age, another gender.
     * Retired ones too, because customers' rows still count for them.
     */
    public List<String> alternatives(Signal signal) {
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

    /** All signals of the taxonomy, in its order. */
    public Collection<Signal> signals() {
        return Collections.unmodifiableCollection(signals.values());
    }

    /**
     * What another package builds from this taxonomy, built once.
     *
     * @param kind names it
     */
    public <T> T derived(Class<T> kind, Function<Collection<Signal>, T> build) {
        return kind.cast(derived.computeIfAbsent(kind, missing -> build.apply(signals())));
    }
}
