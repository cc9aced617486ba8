/**
 * Brings the schema up to date before anything else happens, once however many replicas start together.
 *
 * <p>Start with {@link dev.earshot.postgres.migration.SchemaMigration}. Imports {@code postgres}.
 */
package dev.earshot.postgres.migration;
