package dev.earshot.outbox;

import dev.earshot.Ids;
import dev.earshot.event.Event;
import dev.earshot.event.Profile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that the destination is to be told of a customer, or of many, before it is written down.
 *
 * @param eventId what a receiver can know a repetition by; the same in every attempt and every replay
 * @param kind an event's taxonomy name, or {@link #PROFILE}
 * @param body an event's parameters under their taxonomy names, or a profile's attributes
 * @param traceparent the trace that it belongs to, if that is recorded
 */
public record Owed(String id, String eventId, String kind, JsonObject body, Optional<String> traceparent) {
    /** The kind of a delivery that sets a customer's attributes. */
    public static final String PROFILE = "profile";
    /** The kind of a delivery that asks for a customer to be deleted. */
    public static final String ERASURE = "erase";
    /** The kind of a delivery that puts a tag on many customers. */
    public static final String TAGGING = "tag";
    /** The kind of a delivery that takes a tag off many customers. */
    public static final String UNTAGGING = "untag";

    public static Owed of(Event event, Instant now) {
        return of(event.name(), new JsonObject(event.parameters()), now);
    }

    public static Owed of(Profile profile, Instant now) {
        return of(PROFILE, new JsonObject(profile.attributes()), now);
    }

    /** The order to delete a customer. */
    public static Owed erasure(Instant now) {
        return of(ERASURE, new JsonObject(), now);
    }

    /** The order to tag customers, at most 1000 at once. They stand in the body, as {@link Delivery#customers()} reads them. */
    public static Owed tagging(String tag, List<String> customers, Instant now) {
        return of(TAGGING, collective(tag, customers), now);
    }

    /** The order to take a tag off customers. */
    public static Owed untagging(String tag, List<String> customers, Instant now) {
        return of(UNTAGGING, collective(tag, customers), now);
    }

    private static JsonObject collective(String tag, List<String> customers) {
        return new JsonObject().put("tag", tag).put(Delivery.CUSTOMERS, new JsonArray(List.copyOf(customers)));
    }

    private static Owed of(String kind, JsonObject body, Instant now) {
        return new Owed(Ids.make("dlv", now), Ids.make("evt", now), kind, body, TraceParent.current());
    }
}
