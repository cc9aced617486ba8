/**
 * The parts of the OpenAPI document that annotations can't say.
 *
 * <p>Start with {@link dev.earshot.http.openapi.OpenApiCompletion}. No request passes here.
 */
package dev.earshot.http.openapi;
