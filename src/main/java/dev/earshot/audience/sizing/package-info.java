/**
 * How many customers a rule matches, which ones, and why.
 *
 * <p>Start with {@link dev.earshot.audience.sizing.AudienceSizer}. Reads signals; changes nothing.
 */
package dev.earshot.audience.sizing;
