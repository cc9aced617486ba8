/**
 * Insightarc: its wire, the customer context within one budget, next-best actions and the briefing.
 *
 * <p>Start with {@link dev.earshot.insight.ContextProvider}. Whatever fails here makes a context degraded, never a
 * call.
 */
package dev.earshot.insight;
