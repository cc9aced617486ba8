package dev.earshot.outbox;

import dev.earshot.event.EventDefinition;
import dev.earshot.event.EventTaxonomy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rules for the settings that all further destinations have: the events that they get, and a time limit. */
@Singleton
public class DestinationRules {
    /** Of a lease, for storing a batch's results. */
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private final Set<String> kinds = new TreeSet<>();
    private final Duration longest;

    @Inject
    DestinationRules(OutboxConfig config, EventTaxonomy taxonomy) {
        this(config.lease(), taxonomy.all());
    }

    public DestinationRules(Duration lease, List<EventDefinition> events) {
        events.forEach(event -> kinds.add(event.name()));
        kinds.add(NewDelivery.PROFILE);
        longest = lease.minus(SETTLING).dividedBy(2);
    }

    /** What is wrong with a destination's {@code events} and {@code timeout}, which stand below this prefix. */
    public List<String> faults(String prefix, Optional<Set<String>> events, Duration timeout) {
        Set<String> unknown = events.orElse(Set.of()).stream()
                .filter(event -> !kinds.contains(event))
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> faults = new ArrayList<>();
        if (!unknown.isEmpty()) {
            faults.add(prefix + ".events names no event of the taxonomy: " + String.join(", ", unknown));
        }
        if (events.filter(Set::isEmpty).isPresent()) {
            faults.add(prefix + ".events must name an event, or must not be set to get all");
        }
        if (timeout.compareTo(longest) > 0) {
            faults.add(prefix + ".timeout must be at most half of what earshot.outbox.lease leaves after "
                    + SETTLING.toSeconds() + "s");
        }
        return faults;
    }
}
