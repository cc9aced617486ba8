/**
 * Business events on their way out: written in the transaction of the call, sent in order per customer.
 *
 * <p>Start with {@link dev.earshot.outbox.OutboxWriter}. A destination is an interface here; none is imported.
 */
package dev.earshot.outbox;
