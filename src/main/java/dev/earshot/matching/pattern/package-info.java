/**
 * Regular expressions that are tried on many texts, and what can be known of them without trying: what a match can't
 * lack and how it begins. Plain Java.
 *
 * <p>Start with {@link dev.earshot.matching.pattern.RequiredText}. No framework comes in, and no word of a language.
 */
package dev.earshot.matching.pattern;
