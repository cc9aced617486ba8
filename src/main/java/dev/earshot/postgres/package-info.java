/**
 * Connections to Postgres with their deadlines, pipelined queries, notifications, the database's clock, migrations and
 * retention.
 *
 * <p>Start with {@link dev.earshot.postgres.SqlClients}. Imports only {@code common}; knows no table of a feature.
 */
package dev.earshot.postgres;
