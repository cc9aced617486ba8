package dev.earshot.outbox;

import dev.earshot.common.ApiException;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All destinations by name, the primary one first. */
@Singleton
public class Destinations {
    private final Map<String, Destination> all = new LinkedHashMap<>();

    Destinations(Destination primary, @All List<FurtherDestinations> further) {
        add(primary);
        further.forEach(some -> some.all().forEach(this::add));
    }

    private void add(Destination destination) {
        if (all.putIfAbsent(destination.name(), destination) != null) {
            throw new IllegalStateException("There are two destinations named " + destination.name());
        }
    }

    public Set<String> names() {
        return all.keySet();
    }

    public Destination get(String name) {
        return all.get(name);
    }

    /** Refuses a name of no destination. */
    public Optional<String> known(String name) {
        if (name != null && !all.containsKey(name)) {
            throw ApiException.invalid(
                    "INVALID_INPUT", "destination", "must be one of " + String.join(", ", all.keySet()));
        }
        return Optional.ofNullable(name);
    }
}
