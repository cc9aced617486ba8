/**
 * What every package may use: the error a caller sees, ids, text cleaning and the context of a caller.
 *
 * <p>Start with {@link dev.earshot.common.ApiException}. Imports nothing of Earshot.
 */
package dev.earshot.common;
