package dev.earshot.taxonomy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The signals that a signal includes in a rule: itself and all below it by path. A retired signal's customers still
 * count for the signals above it, and it includes what was below it then.
 */
final class SignalFamilies {
    private final Map<String, Set<String>> families = new HashMap<>();

    SignalFamilies(Collection<Signal> signals, Collection<RetiredSignal> retired) {
        Map<List<String>, List<String>> tiers = new HashMap<>();
        Stream.concat(
                        signals.stream(),
                        retired.stream().filter(one -> one.below().isEmpty()).map(RetiredSignal::signal))
                .forEach(signal -> tiers.computeIfAbsent(signal.path(), path -> new ArrayList<>())
                        .add(signal.id()));
        signals.forEach(signal -> join(signal, tiers));
        retired.forEach(one -> join(one.signal(), tiers));
        retired.forEach(one -> one.below().ifPresent(family(one.signal().id())::addAll));
    }

    /** Makes a signal part of its own family and of those of each tier above it. */
    private void join(Signal signal, Map<List<String>, List<String>> tiers) {
        family(signal.id()).add(signal.id());
        for (int depth = signal.path().size() - 1; depth > 0; depth--) {
            tiers.getOrDefault(signal.path().subList(0, depth), List.of())
                    .forEach(above -> family(above).add(signal.id()));
        }
    }

    private Set<String> family(String id) {
        return families.computeIfAbsent(id, above -> new LinkedHashSet<>());
    }

    /** The signal first; an unknown one alone. */
    List<String> of(String id) {
        return List.copyOf(families.getOrDefault(id, Set.of(id)));
    }

    /** The others of a family. */
    List<String> below(String id) {
        return of(id).stream().filter(other -> !other.equals(id)).toList();
    }
}
