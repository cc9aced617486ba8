package dev.earshot.audience.sizing;

import dev.earshot.customer.CustomerId;

/**
 * A customer in an audience.
 *
 * @param position where they stand among all customers; members are listed in its order, which stays the same
 */
public record Member(CustomerId customer, int position) {}
