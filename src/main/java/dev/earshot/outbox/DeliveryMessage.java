package dev.earshot.outbox;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A delivery in JSON, as all further destinations get it: {@code {"type": …, "timestamp": …, "data": {"eventId": …,
 * "customerId": …, "parameters": {…}}}}.
 *
 * @param type the event's name, {@code customer_profile} or {@code customer_erased}
 * @param timestamp when the event happened
 */
public record DeliveryMessage(String type, String timestamp, byte[] body) {
    private static final DateTimeFormatter TO_THE_MILLISECOND =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    public static DeliveryMessage of(Delivery delivery) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("eventId", delivery.eventId());
        data.put("customerId", delivery.customer().value());
        if (delivery.isProfile()) {
            data.put("attributes", delivery.body());
        } else if (!delivery.isErasure()) {
            data.put("parameters", delivery.body());
        }
        String type = type(delivery.kind());
        String timestamp = text(delivery.happenedAt());
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", type);
        message.put("timestamp", timestamp);
        message.put("data", new JsonObject(data));
        return new DeliveryMessage(
                type, timestamp, new JsonObject(message).encode().getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Instant time) {
        return TO_THE_MILLISECOND.format(time);
    }

    private static String type(String kind) {
        return switch (kind) {
            case NewDelivery.PROFILE -> "customer_profile";
            case NewDelivery.ERASURE -> "customer_erased";
            default -> kind;
        };
    }
}
