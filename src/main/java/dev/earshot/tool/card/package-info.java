/**
 * Cards: pages that AI platforms show for the answers of tools, served as resources of MCP.
 *
 * <p>Start with {@link dev.earshot.tool.card.CardResources}; the pages themselves are in {@code tool/card} of the
 * resources. Nothing here knows what a tool does.
 */
package dev.earshot.tool.card;
