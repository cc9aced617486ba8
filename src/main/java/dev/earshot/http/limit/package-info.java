/**
 * Limits per caller and per replica: requests, concurrent work, streams and sizes.
 *
 * <p>Start with {@link dev.earshot.http.limit.RequestGuard}. Limits are checked before anything is done for a request.
 */
package dev.earshot.http.limit;
