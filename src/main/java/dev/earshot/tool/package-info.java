/**
 * The standard tools, one class each, and the way every call takes.
 *
 * <p>Start with {@link dev.earshot.tool.ToolInvoker}. REST and MCP are thin façades over this.
 */
package dev.earshot.tool;
