package dev.earshot.netmera;

import dev.earshot.common.StartRefusal;
import dev.earshot.event.EventDefinition;
import dev.earshot.event.EventTaxonomy;
import dev.earshot.event.ReservedNames;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks the names in the settings at the start. One for an event that doesn't exist would change nothing, and a
 * journey would wait for what never comes; one that Netmera interprets itself would change whose event it is.
 */
@Singleton
class NameSettings {
    private static final int BEFORE_THE_SCHEMA = 0;
    private static final String EVENTS = "earshot.netmera.names.";
    private static final String ATTRIBUTES = "earshot.netmera.profile.";
    private static final Pattern SPELLING = Pattern.compile("[^\\s\\p{Cntrl}]{1,100}");

    private final NetmeraConfig config;
    private final List<EventDefinition> events;

    @Inject
    NameSettings(NetmeraConfig config, EventTaxonomy taxonomy) {
        this(config, taxonomy.all());
    }

    NameSettings(NetmeraConfig config, List<EventDefinition> events) {
        this.config = config;
        this.events = events;
    }

    void check(@Observes @Priority(BEFORE_THE_SCHEMA) StartupEvent started) {
        StartRefusal.ifAny(faults());
    }

    /** What is wrong with them: a phrase each, with the setting. */
    List<String> faults() {
        Set<String> known = events.stream().flatMap(NameSettings::names).collect(Collectors.toSet());
        return Stream.of(
                        config.names().keySet().stream()
                                .filter(name -> !known.contains(name))
                                .map(name -> EVENTS + name + " names no event, and no parameter of one"),
                        config.names().entrySet().stream()
                                .filter(name ->
                                        !SPELLING.matcher(name.getValue()).matches())
                                .map(name -> EVENTS + name.getKey() + " must be a name without spaces"),
                        config.names().entrySet().stream()
                                .filter(name ->
                                        name.getKey().contains(".") && ReservedNames.isReserved(name.getValue()))
                                .map(name -> EVENTS + name.getKey() + " must not be a name that Netmera interprets"),
                        config.profile().entrySet().stream()
                                .filter(attribute -> !attribute
                                        .getValue()
                                        .name()
                                        .map(NameSettings::isUsable)
                                        .orElse(true))
                                .map(attribute -> ATTRIBUTES + attribute.getKey()
                                        + ".name must be a name without spaces, and not extId"))
                .flatMap(faults -> faults)
                .sorted()
                .toList();
    }

    private static Stream<String> names(EventDefinition event) {
        return Stream.concat(
                Stream.of(event.name()),
                event.parameters().keySet().stream().map(parameter -> event.name() + "." + parameter));
    }

    private static boolean isUsable(String attribute) {
        return SPELLING.matcher(attribute).matches() && !ReservedNames.isReservedInProfiles(attribute);
    }
}
