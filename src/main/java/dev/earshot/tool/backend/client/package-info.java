/**
 * The HTTP client of backends: one deadline and one bound for each call, a circuit breaker for each backend.
 *
 * <p>Start with {@link dev.earshot.tool.backend.client.BackendClient}. The bottom room: it knows no tool.
 */
package dev.earshot.tool.backend.client;
