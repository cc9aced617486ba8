package dev.earshot.audience.sizing;

import dev.earshot.customer.CustomerId;

/**
 * A customer in an audience.
 *
 * @param position the customer's position among all customers; members are listed in this order, which is stable
 */
public record Member(CustomerId customer, int position) {}
