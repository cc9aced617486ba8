package dev.earshot.item;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;

/**
 * One page of what was found, best first.
 *
 * @param total how many items there are on all pages
 * @param totalIsEstimate whether that was estimated by a sample, since counting would have meant reading too many
 */
public record SearchResult(List<Hit> items, long total, boolean totalIsEstimate, Facets facets) {

    /**
     * An item as a result shows it.
     *
     * @param imageUrl its picture; empty, and absent in JSON, if there is none
     * @param snippet plain text out of the description, near the words that were searched
     */
    public record Hit(
            String itemId,
            String name,
            String category,
            BigDecimal price,
            String currency,
            String url,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String imageUrl,
            String snippet) {}

    /**
     * What could be narrowed down.
     *
     * @param categories those with the most hits, at most twenty, counted as if no category had been asked for: who
     *     guessed one wrong sees the right ones
     * @param price of the items found; absent when there are none
     * @param areEstimates whether counts and prices are those of a sample
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Facets(List<CategoryCount> categories, PriceRange price, boolean areEstimates) {}

    public record CategoryCount(String value, long count) {}

    public record PriceRange(BigDecimal min, BigDecimal max) {}
}
