/**
 * The application itself: its main class, and nothing else.
 *
 * <p>Start with {@link dev.earshot.Earshot}. Every feature has a package of its own below this one.
 */
package dev.earshot;
