package dev.earshot.outbox.admin;

import dev.earshot.customer.CustomerId;
import java.time.Instant;
import java.util.Optional;

/**
 * The progress of a delivery.
 *
 * @param answer the destination's last answer, if it did not accept it
 * @param claimedAt when a dispatcher claimed it, the last time
 * @param settledAt when it arrived or was rejected
 * @param obstacle what delays it, in words, while it is pending
 */
public record DeliveryProgress(
        String id,
        CustomerId customer,
        String event,
        DeliveryAdmin.Status status,
        Optional<String> answer,
        Instant createdAt,
        Optional<Instant> claimedAt,
        Optional<Instant> settledAt,
        Optional<String> obstacle) {}
