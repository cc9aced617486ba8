package dev.earshot.item;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What is searched for. Any value is allowed: what can't be met finds nothing, and what is out of bounds is brought
 * within them.
 *
 * @param text in natural words, which may name prices: {@code hiking backpack under 100}; empty finds all that the
 *     filters let through
 * @param category a category's whole path, its beginning or any of its segments, in any case, with {@code _}, {@code -}
 *     or a space
 * @param minPrice inclusive; wins over a price in the text, as does {@code maxPrice}
 * @param maxPrice inclusive
 * @param currency ISO 4217; finds items in this currency only. Without one, prices are compared as numbers
 * @param limit items on a page, 1 to 50
 * @param offset how many items come before this page, up to 10,000
 */
public record ItemQuery(
        String text,
        Optional<String> category,
        Optional<BigDecimal> minPrice,
        Optional<BigDecimal> maxPrice,
        Optional<String> currency,
        int limit,
        int offset) {
    public static final int DEFAULT_LIMIT = 10;
    public static final int MOST_ITEMS = 50;
    private static final int FARTHEST_OFFSET = 10_000;

    public ItemQuery {
        limit = Math.max(1, Math.min(limit, MOST_ITEMS));
        offset = Math.max(0, Math.min(offset, FARTHEST_OFFSET));
    }

    /** The first page for these words, without filters. */
    public static ItemQuery of(String text) {
        return new ItemQuery(
                text, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), DEFAULT_LIMIT, 0);
    }

    public ItemQuery page(int newLimit, int newOffset) {
        return new ItemQuery(text, category, minPrice, maxPrice, currency, newLimit, newOffset);
    }
}
