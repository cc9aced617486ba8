/**
 * Netmera: its wire, the {@code Destination}, its errors as results, panel check and test events.
 *
 * <p>Start with {@link dev.earshot.netmera.NetmeraDestination}. The only package that knows how Netmera spells
 * anything.
 */
package dev.earshot.netmera;
