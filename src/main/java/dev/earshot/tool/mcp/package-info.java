/**
 * The tools over MCP, and AdCP's signals protocol.
 *
 * <p>Start with {@link dev.earshot.tool.mcp.McpTools}. A façade: no rule lives here.
 */
package dev.earshot.tool.mcp;
