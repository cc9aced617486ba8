package dev.earshot.webhook;

import dev.earshot.outbox.Delivery;
import dev.earshot.outbox.NewDelivery;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A delivery as a message of Standard Webhooks.
 *
 * @param id the event's id: the same in every attempt and replay
 */
record WebhookMessage(String id, byte[] body) {
    private static final DateTimeFormatter TO_THE_MILLISECOND =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    /** {@code {"type": …, "timestamp": …, "data": {"eventId": …, "customerId": …, "parameters": {…}}}}. */
    static WebhookMessage of(Delivery delivery) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("eventId", delivery.eventId());
        data.put("customerId", delivery.customer().value());
        if (delivery.isProfile()) {
            data.put("attributes", delivery.body());
        } else if (!delivery.isErasure()) {
            data.put("parameters", delivery.body());
        }
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", type(delivery.kind()));
        message.put("timestamp", TO_THE_MILLISECOND.format(delivery.happenedAt()));
        message.put("data", new JsonObject(data));
        return new WebhookMessage(
                delivery.eventId(), new JsonObject(message).encode().getBytes(StandardCharsets.UTF_8));
    }

    /** With a signature by each secret, so that a receiver may know the old one or the new one. */
    Map<String, String> headers(List<WebhookSecret> secrets, Instant now) {
        long timestamp = now.getEpochSecond();
        return Map.of(
                "content-type",
                "application/json",
                "webhook-id",
                id,
                "webhook-timestamp",
                Long.toString(timestamp),
                "webhook-signature",
                secrets.stream().map(secret -> secret.sign(id, timestamp, body)).collect(Collectors.joining(" ")));
    }

    private static String type(String kind) {
        return switch (kind) {
            case NewDelivery.PROFILE -> "customer_profile";
            case NewDelivery.ERASURE -> "customer_erased";
            default -> kind;
        };
    }
}
