package dev.earshot.outbox;

import dev.earshot.common.Ids;
import dev.earshot.customer.CustomerId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One message to the destination about one customer, or about many, listed in its body.
 *
 * @param customer its lane: the customer, or a name that deliveries about many customers share
 * @param seq its place among the customer's deliveries
 * @param attempts its failed attempts
 * @param eventId the same in every attempt, so that a receiver can recognise a repetition
 * @param kind an event's taxonomy name, or {@link NewDelivery#PROFILE}
 * @param body an event's parameters under their taxonomy names, or a profile's attributes
 * @param createdAt when it was created
 * @param traceparent the trace that it belongs to, if that is recorded
 */
public record Delivery(
        String id,
        CustomerId customer,
        long seq,
        int attempts,
        String eventId,
        String kind,
        JsonObject body,
        Instant createdAt,
        Optional<String> traceparent) {
    static final String CUSTOMERS = "customers";

    public boolean isProfile() {
        return kind.equals(NewDelivery.PROFILE);
    }

    public boolean isErasure() {
        return kind.equals(NewDelivery.ERASURE);
    }

    /** Whether it is about many customers at once, each of whom may be refused. */
    public boolean isCollective() {
        return kind.equals(NewDelivery.TAGGING) || kind.equals(NewDelivery.UNTAGGING);
    }

    /** When an event happened. Its id tells, which a replay keeps. */
    public Instant happenedAt() {
        return Ids.isOne("evt", eventId) ? Ids.time(eventId) : createdAt;
    }

    /** The customers of a collective delivery. */
    public List<String> customers() {
        return body.getJsonArray(CUSTOMERS, new JsonArray()).stream()
                .map(Object::toString)
                .toList();
    }

    /** Never the body: it may be a profile. */
    @Override
    public String toString() {
        return id + " (" + kind + ")";
    }
}
