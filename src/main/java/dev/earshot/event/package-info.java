/**
 * The event taxonomy: five standard events, custom ones and profiles. Plain Java.
 *
 * <p>Start with {@link dev.earshot.event.EventTaxonomy}. No framework and no other package of Earshot comes in.
 */
package dev.earshot.event;
