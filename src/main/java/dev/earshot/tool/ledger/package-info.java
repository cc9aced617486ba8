/**
 * The record of calls: session, call, signals, events and answer in one statement, many calls in one commit.
 *
 * <p>Start with {@link dev.earshot.tool.ledger.CallLedger}. Answers come after the commit.
 */
package dev.earshot.tool.ledger;
