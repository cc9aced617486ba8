/**
 * Checks of settings before anything starts: each one, and pairs that contradict each other.
 *
 * <p>Start with {@link dev.earshot.settings.StartupSettings}. Settings of one feature are declared and bounded in that
 * feature.
 */
package dev.earshot.settings;
