/**
 * Audiences: rules over signals, names, versions.
 *
 * <p>Start with {@link dev.earshot.audience.Audiences}. Sizing and activation have rooms of their own and import this
 * one.
 */
package dev.earshot.audience;
