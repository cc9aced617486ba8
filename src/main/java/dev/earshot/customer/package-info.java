/**
 * Customers, sessions and consent: identify and merge, opt out, erase, export.
 *
 * <p>Start with {@link dev.earshot.customer.Sessions}. Packages with customer rows implement {@code CustomerData}; they
 * are never imported here.
 */
package dev.earshot.customer;
