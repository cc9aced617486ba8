/**
 * The dispatcher: claim with a lease, send, settle; the circuit breaker and its reasons.
 *
 * <p>Start with {@link dev.earshot.outbox.dispatch.Dispatcher}. No transaction is open while a batch is sent.
 */
package dev.earshot.outbox.dispatch;
