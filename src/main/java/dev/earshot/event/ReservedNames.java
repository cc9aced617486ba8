package dev.earshot.event;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names that a destination interprets itself: the customer of an event or profile, the event's name, its id and its
 * time. No name from callers or operators may equal one of them, in any spelling: otherwise the event would be sent as
 * another customer's or as another event.
 */
public final class ReservedNames {
    private static final List<String> OF_EVENTS = List.of("ext_id", "name", "event_id", "event_time");
    private static final Set<String> OF_PROFILES = Set.of("extid");

    private ReservedNames() {}

    /** Whether a parameter of an event must not be called so. */
    public static boolean isReserved(String parameter) {
        return OF_EVENTS.stream().anyMatch(reserved -> folded(reserved).equals(folded(parameter)));
    }

    /** Those of events in words: {@code ext_id, name, event_id or event_time}. */
    static String ofEvents() {
        int last = OF_EVENTS.size() - 1;
        return String.join(", ", OF_EVENTS.subList(0, last)) + " or " + OF_EVENTS.get(last);
    }

    /** Whether an attribute of a profile must not be called so; a customer may well have a {@code name}. */
    public static boolean isReservedInProfiles(String attribute) {
        return OF_PROFILES.contains(folded(attribute));
    }

    private static String folded(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }
}
