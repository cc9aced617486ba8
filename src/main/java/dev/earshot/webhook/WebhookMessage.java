package dev.earshot.webhook;

import dev.earshot.outbox.Delivery;
import dev.earshot.outbox.DeliveryMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A delivery as a message of Standard Webhooks.
 *
 * @param id the event's id: the same in every attempt and replay
 */
record WebhookMessage(String id, byte[] body) {

    static WebhookMessage of(Delivery delivery) {
        return new WebhookMessage(
                delivery.eventId(), DeliveryMessage.of(delivery).body());
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
}
