package dev.earshot.outbox;

import dev.earshot.common.Ids;
import dev.earshot.event.Event;
import dev.earshot.event.Profile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A new message to the destination about a customer, or about many, before it is stored.
 *
 * @param eventId identifies a repetition for receivers; the same in every attempt and every replay
 * @param kind an event's taxonomy name, or {@link #PROFILE}
 * @param body an event's parameters under their taxonomy names, or a profile's attributes
 * @param traceparent the trace that it belongs to, if that is recorded
 */
public record NewDelivery(String id, String eventId, String kind, JsonObject body, Optional<String> traceparent) {
    /** The kind of a delivery that sets a customer's attributes. */
    public static final String PROFILE = "profile";
    /** The kind of a delivery that asks for a customer to be deleted. */
    public static final String ERASURE = "erase";
    /** The kind of a delivery that puts a tag on many customers. */
    public static final String TAGGING = "tag";
    /** The kind of a delivery that takes a tag off many customers. */
    public static final String UNTAGGING = "untag";

    public static NewDelivery of(Event event, Instant now) {
        return of(event.name(), new JsonObject(event.parameters()), now);
    }

    public static NewDelivery of(Profile profile, Instant now) {
        return of(PROFILE, new JsonObject(profile.attributes()), now);
    }

    /** The order to delete a customer. */
    public static NewDelivery erasure(Instant now) {
        return of(ERASURE, new JsonObject(), now);
    }

    /**
     * The order to tag customers, at most 1000 at once. The body lists them, as {@link Delivery#customers()} reads
     * them.
     */
    public static NewDelivery tagging(String tag, List<String> customers, Instant now) {
        return of(TAGGING, collective(tag, customers), now);
    }

    /** The order to take a tag off customers. */
    public static NewDelivery untagging(String tag, List<String> customers, Instant now) {
        return of(UNTAGGING, collective(tag, customers), now);
    }

    private static JsonObject collective(String tag, List<String> customers) {
        return new JsonObject().put("tag", tag).put(Delivery.CUSTOMERS, new JsonArray(List.copyOf(customers)));
    }

    private static NewDelivery of(String kind, JsonObject body, Instant now) {
        return new NewDelivery(Ids.make("dlv", now), Ids.make("evt", now), kind, body, TraceParent.current());
    }
}
