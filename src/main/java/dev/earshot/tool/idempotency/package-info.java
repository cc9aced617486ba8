/**
 * Retries get the answer of the first call.
 *
 * <p>Start with {@link dev.earshot.tool.idempotency.IdempotentExecutor}. Answers are stored by {@code ledger}, with the
 * call.
 */
package dev.earshot.tool.idempotency;
