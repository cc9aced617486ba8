/**
 * Calls as operators see them: history, funnel, retention.
 *
 * <p>Start with {@link dev.earshot.tool.report.CallResource}. Reads what {@code ledger} wrote.
 */
package dev.earshot.tool.report;
