/**
 * The address of Earshot as callers see it: its public URL and path.
 *
 * <p>Start with {@link dev.earshot.http.address.PublicAddress}. Nothing here decides about identity.
 */
package dev.earshot.http.address;
