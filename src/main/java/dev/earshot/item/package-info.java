/**
 * The catalogue: import, withdrawal, price phrases and full-text search.
 *
 * <p>Start with {@link dev.earshot.item.ItemSearch}. Knows nothing of customers or calls.
 */
package dev.earshot.item;
