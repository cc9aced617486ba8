/**
 * The audience taxonomy: signals and their types, import, and the index in memory.
 *
 * <p>Start with {@link dev.earshot.taxonomy.SignalTaxonomy}. Knows nothing of text matching or of customers.
 */
package dev.earshot.taxonomy;
