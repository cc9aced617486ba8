/**
 * Callers: API keys, bearer tokens and their audience, and the challenge that a caller without either gets.
 *
 * <p>Start with {@link dev.earshot.http.auth.CallerResolver}. No feature comes in here.
 */
package dev.earshot.http.auth;
