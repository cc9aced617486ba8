/**
 * Puts a changed tools file into use without a restart.
 *
 * <p>Start with {@link dev.earshot.tool.reload.ToolsFileWatch}. What a tool means is decided elsewhere.
 */
package dev.earshot.tool.reload;
