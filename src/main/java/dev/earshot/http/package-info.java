/**
 * What all HTTP resources share: the envelope, strict JSON, page cursors and request ids.
 *
 * <p>Start with {@link dev.earshot.http.Envelope}. No feature comes in here.
 */
package dev.earshot.http;
