/**
 * How Earshot calls other services: proxy, certificates, addresses fit for a log.
 *
 * <p>Start with {@link dev.earshot.http.client.HttpClientSettings}. Imports only {@code common}.
 */
package dev.earshot.http.client;
