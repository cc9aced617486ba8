/**
 * What people call things: the concepts of the lexicon and the names that stand for them (brands, titles, teams,
 * breeds,
 * places). Start with {@link dev.earshot.matching.gazetteer.Lexicon}. Reads resources and knows no taxonomy.
 */
package dev.earshot.matching.gazetteer;
