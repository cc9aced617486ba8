package dev.earshot.netmera;

import dev.earshot.outbox.Delivery;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run of deliveries as the body of a call. */
@Singleton
class PayloadEncoder {
    private static final DateTimeFormatter TO_THE_MILLISECOND =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final NameMapping names;
    private final Optional<String> eventTime;

    PayloadEncoder(NameMapping names, NetmeraConfig config) {
        this.names = names;
        this.eventTime = config.eventTime();
    }

    String body(RequestBatch run) {
        return switch (run.kind()) {
            case PROFILES ->
                new JsonArray(run.deliveries().stream().map(this::profile).toList()).encode();
            case EVENTS ->
                new JsonArray(run.deliveries().stream().map(this::event).toList()).encode();
            case ERASURES -> erasures(run).encode();
            case TAGS, UNTAGS -> throw new IllegalArgumentException("A tag is a separate call");
        };
    }

    /** {@code {"tag": …, "extIds": […]}}. */
    static String tag(Delivery delivery, List<String> customers) {
        return new JsonObject()
                .put("tag", delivery.body().getString("tag"))
                .put("extIds", new JsonArray(customers))
                .encode();
    }

    private JsonObject event(Delivery delivery) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("extId", delivery.customer().value());
        event.put("name", names.event(delivery.kind()));
        event.put("eventId", delivery.eventId());
        eventTime.ifPresent(name -> event.put(name, TO_THE_MILLISECOND.format(delivery.happenedAt())));
        // A parameter never replaces these, however it is spelled.
        delivery.body()
                .forEach(parameter -> event.putIfAbsent(
                        names.parameter(delivery.kind(), parameter.getKey()),
                        names.value(parameter.getKey(), parameter.getValue())));
        return new JsonObject(event);
    }

    private JsonObject profile(Delivery delivery) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        delivery.body().forEach(attribute -> attributes.put(names.attribute(attribute.getKey()), attribute.getValue()));
        return new JsonObject().put("extId", delivery.customer().value()).put("profile", new JsonObject(attributes));
    }

    private static JsonObject erasures(RequestBatch run) {
        return new JsonObject()
                .put(
                        "extIds",
                        new JsonArray(run.deliveries().stream()
                                .map(delivery -> delivery.customer().value())
                                .distinct()
                                .toList()));
    }
}
