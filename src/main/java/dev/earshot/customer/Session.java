package dev.earshot.customer;

import dev.earshot.event.Event;
import dev.earshot.event.EventType;
import java.time.Duration;
import java.time.Instant;

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

    /** How a visit stands, or ended. */
    public enum Status {
        OPEN,
        CONVERTED,
        ABANDONED
    }

    public static Session start(String id, CustomerId customer, String platform, String entryPoint, Instant at) {
        return new Session(id, customer, platform, entryPoint, Status.OPEN, EventType.SESSION_STARTED, at, at);
    }

    /** The same visit, once it is known whose it is. */
    public Session of(CustomerId known) {
        return new Session(id, known, platform, entryPoint, status, sourceEvent, startedAt, lastSeenAt);
    }

    /** Whether it still takes calls; one that has been idle for too long does not, whether or not it was closed already. */
    public boolean isOpen(Instant now, Duration idle) {
        return status == Status.OPEN && lastSeenAt.isAfter(now.minus(idle));
    }

    /**
     * What a conversion will be attributed to after this event: the latest query, since that is what the customer came with; without any, the
     * first thing done to an item.
     */
    public EventType sourceAfter(Event event) {
        return EventType.named(event.name()).map(this::sourceAfter).orElse(sourceEvent);
    }

    private EventType sourceAfter(EventType event) {
        return switch (event) {
            case QUERY_SUBMITTED -> event;
            case RESULT_VIEWED, ITEM_SAVED -> sourceEvent == EventType.SESSION_STARTED ? event : sourceEvent;
            case SESSION_STARTED, CONVERSION_COMPLETED -> sourceEvent;
        };
    }
}
