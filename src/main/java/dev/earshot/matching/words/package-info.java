/**
 * Words: tokens, stemmers, language and cue words. Plain Java.
 *
 * <p>Start with {@link dev.earshot.matching.words.Tokenizer}. No framework comes in.
 */
package dev.earshot.matching.words;
