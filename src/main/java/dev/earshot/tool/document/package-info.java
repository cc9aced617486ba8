/**
 * The read-only pair {@code search} and {@code fetch}, in the shape that ChatGPT's deep research and company knowledge
 * expect: the catalogue as documents, without a session and without events.
 *
 * <p>Start with {@link dev.earshot.tool.document.SearchDocuments}. Nothing here writes.
 */
package dev.earshot.tool.document;
