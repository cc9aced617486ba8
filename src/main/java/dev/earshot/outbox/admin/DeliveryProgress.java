package dev.earshot.outbox.admin;

import dev.earshot.customer.CustomerId;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a delivery has got.
 *
 * @param answer what the destination said last, if it did not take it
 * @param claimedAt when a dispatcher claimed it, the last time
 * @param settledAt when it arrived or was rejected
 * @param obstacle what keeps it, in words, while it is owed
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
