/**
 * Connections to Postgres with their deadlines, to the primary and to a standby, pipelined queries, notifications, and
 * the database's clock.
 *
 * <p>Start with {@link dev.earshot.postgres.SqlClients}. Imports only {@code common}; knows no table of a feature.
 */
package dev.earshot.postgres;
