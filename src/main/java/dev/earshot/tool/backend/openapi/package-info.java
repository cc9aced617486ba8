/**
 * Tools that are taken from an operation of an OpenAPI document: the fields that a file would say by hand.
 *
 * <p>Start with {@link dev.earshot.tool.backend.openapi.ApiDocuments}. What a tool's fields mean is decided above.
 */
package dev.earshot.tool.backend.openapi;
