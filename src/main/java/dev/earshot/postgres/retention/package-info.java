/**
 * Removes rows that are too old, of whichever feature says so.
 *
 * <p>Start with {@link dev.earshot.postgres.retention.RetentionPolicy}. Imports only {@code postgres}; knows no
 * table of a feature.
 */
package dev.earshot.postgres.retention;
