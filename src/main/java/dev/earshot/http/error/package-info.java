/**
 * What went wrong, as an HTTP answer in the form of RFC 9457.
 *
 * <p>Start with {@link dev.earshot.http.error.ProblemMapper}. The one place where an error becomes a status.
 */
package dev.earshot.http.error;
