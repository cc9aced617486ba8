package dev.earshot.customer;

import dev.earshot.event.Event;
import dev.earshot.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One visit of a customer on one AI platform.
 *
 * @param entryPoint where in the app it began; may be {@code null}
 * @param sourceEvent the interaction that a conversion would be attributed to now
 */
public record Session(
        String id,
        CustomerId customer,
        String platform,
        String entryPoint,
        Status status,
        EventType sourceEvent,
        Instant startedAt,
        Instant lastSeenAt) {
    private static final Set<EventType> INTERACTIONS =
            Set.of(EventType.QUERY_SUBMITTED, EventType.RESULT_VIEWED, EventType.ITEM_SAVED);

    /** The state of a session. */
    public enum Status {
        OPEN,
        CONVERTED,
        ABANDONED
    }

    public static Session start(String id, CustomerId customer, String platform, String entryPoint, Instant at) {
        return new Session(id, customer, platform, entryPoint, Status.OPEN, EventType.SESSION_STARTED, at, at);
    }

    /** The same session, bound to its customer. */
    public Session of(CustomerId known) {
        return new Session(id, known, platform, entryPoint, status, sourceEvent, startedAt, lastSeenAt);
    }

    /** Whether it still takes calls; a session that was idle for too long does not, closed or not. */
    public boolean isOpen(Instant now, Duration idle) {
        return status == Status.OPEN && lastSeenAt.isAfter(now.minus(idle));
    }

    /** The interaction that this event is, if a conversion can be attributed to it. */
    public static Optional<EventType> interaction(Event event) {
        return EventType.named(event.name()).filter(INTERACTIONS::contains);
    }

    /**
     * What a conversion is attributed to after an interaction, in SQL, since only a statement that holds the session's
     * row knows what came before: the latest query, because that is what the customer came with; without any, the first
     * thing done to an item.
     *
     * @param source the column that holds what it was attributed to before
     * @param interaction the column that holds the interaction, null for a call that is none
     */
    public static String sourceAfter(String source, String interaction) {
        return "case when %2$s = '%3$s' or %1$s = '%4$s' then coalesce(%2$s, %1$s) else %1$s end"
                .formatted(
                        source,
                        interaction,
                        EventType.QUERY_SUBMITTED.taxonomyName(),
                        EventType.SESSION_STARTED.taxonomyName());
    }
}
