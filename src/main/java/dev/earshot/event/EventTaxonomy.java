package dev.earshot.event;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All events that can be sent: the built-in ones, and those from the settings. */
@Singleton
public class EventTaxonomy {
    private static final Pattern NAME = Pattern.compile("(?=.{1,50}\\z)[a-z][a-z0-9]*(_[a-z0-9]+)*");

    private final List<EventDefinition> custom;

    @Inject
    EventTaxonomy(EventConfig config) {
        this(config.custom().entrySet().stream()
                .map(entry -> new EventDefinition(
                        entry.getKey(),
                        entry.getValue().description(),
                        entry.getValue().required(),
                        entry.getValue().optional()))
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList());
    }

    EventTaxonomy(List<EventDefinition> custom) {
        custom.forEach(EventTaxonomy::mustBeUsable);
        this.custom = custom;
    }

    /** Those of the configuration, by name. */
    public List<EventDefinition> custom() {
        return custom;
    }

    public List<EventDefinition> all() {
        return Stream.concat(Arrays.stream(EventType.values()).map(EventDefinition::of), custom.stream())
                .toList();
    }

    private static void mustBeUsable(EventDefinition event) {
        fault(event).ifPresent(fault -> {
            throw new ConfigurationException("earshot.events.custom." + event.name() + " " + fault);
        });
    }

    private static Optional<String> fault(EventDefinition event) {
        if (!NAME.matcher(event.name()).matches()) {
            return Optional.of("must be named in snake case, with at most 50 characters");
        }
        if (EventType.named(event.name()).isPresent()) {
            return Optional.of("is an event of the taxonomy already");
        }
        return event.parameters().keySet().stream()
                .filter(parameter -> !NAME.matcher(parameter).matches() || ReservedNames.isReserved(parameter))
                .findFirst()
                .map(parameter -> "has a parameter '" + parameter + "': it must be in snake case, and not be "
                        + ReservedNames.ofEvents());
    }
}
