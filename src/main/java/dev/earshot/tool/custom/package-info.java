/**
 * Custom events as tools of their own.
 *
 * <p>Start with {@link dev.earshot.tool.custom.CustomTools}. They only record.
 */
package dev.earshot.tool.custom;
