/**
 * The planner's page, as static files with settings filled in.
 *
 * <p>Start with {@link dev.earshot.console.ConsolePages}. Everything else goes through the public API.
 */
package dev.earshot.console;
