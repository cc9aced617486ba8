package dev.earshot.outbox;

import dev.earshot.customer.CustomerId;
import io.vertx.core.json.JsonObject;

/**
 * One thing that the destination is to be told of one customer.
 *
 * @param seq its place among the customer's deliveries
 * @param attempts how often it has been sent in vain
 * @param eventId the same in every attempt, so that a receiver can tell a repetition
 * @param kind an event's taxonomy name, or {@link Owed#PROFILE}
 * @param body an event's parameters under their taxonomy names, or a profile's attributes
 */
public record Delivery(
        String id, CustomerId customer, long seq, int attempts, String eventId, String kind, JsonObject body) {

    public boolean isProfile() {
        return kind.equals(Owed.PROFILE);
    }

    /** Never the body: it may be a profile. */
    @Override
    public String toString() {
        return id + " (" + kind + ")";
    }
}
