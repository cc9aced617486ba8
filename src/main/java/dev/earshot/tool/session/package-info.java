/**
 * What calls of one session share: customer, context, and the record of each call.
 *
 * <p>Start with {@link dev.earshot.tool.session.SessionCalls}. Standard and custom tools come here; it knows none of
 * them.
 */
package dev.earshot.tool.session;
