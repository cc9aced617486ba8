/**
 * Tools as they are published, and the check of arguments against their schemas.
 *
 * <p>Start with {@link dev.earshot.tool.schema.ToolCatalogue}. No tool is called here.
 */
package dev.earshot.tool.schema;
