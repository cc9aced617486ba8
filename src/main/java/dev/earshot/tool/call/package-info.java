/**
 * A call of a tool and its result, with its time limit, metrics and spans.
 *
 * <p>Start with {@link dev.earshot.tool.call.ToolCall}. The bottom room: imports no other room of {@code tool}.
 */
package dev.earshot.tool.call;
