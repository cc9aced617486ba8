package dev.earshot.outbox;

import dev.earshot.customer.CustomerId;
import java.util.List;

/**
 * A customer's deliveries to a destination, in the order in which they must leave. Only the lease's holder sends them.
 *
 * @param through the place up to which nothing is pending once these are settled
 */
public record Lane(CustomerId customer, List<Delivery> deliveries, long through) {}
