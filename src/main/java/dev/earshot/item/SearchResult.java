package dev.earshot.item;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;

/**
 * One page of what was found, best first.
 *
 * @param total how many items there are on all pages
 */
public record SearchResult(List<Hit> items, long total, Facets facets) {

    /** An item as a result shows it. @param snippet plain text out of the description, near the words that were searched */
    public record Hit(
            String itemId,
            String name,
            String category,
            BigDecimal price,
            String currency,
            String url,
            String snippet) {}

    /**
     * What could be narrowed down.
     *
     * @param categories those with the most hits, at most twenty, counted as if no category had been asked for: who guessed one wrong sees
     *     the right ones
     * @param price of the items found; absent when there are none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Facets(List<CategoryCount> categories, PriceRange price) {}

    public record CategoryCount(String value, long count) {}

    public record PriceRange(BigDecimal min, BigDecimal max) {}
}
