/**
 * Ranges in a text, such as ages and incomes, and their names. Plain Java.
 *
 * <p>Start with {@link dev.earshot.matching.range.NumberReader}. No framework comes in.
 */
package dev.earshot.matching.range;
