package dev.earshot.item;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;

/**
 * Something that is offered: a product, a flight, a trip.
 *
 * @param category a path from the general to the particular, such as {@code accessories > backpack}; empty if there is
 *     none
 * @param description plain text; empty if there is none
 * @param price in whole units of the currency, two decimals
 * @param currency ISO 4217, such as {@code USD}
 * @param url where it can be seen; empty if nowhere
 * @param imageUrl its picture; empty, and absent in JSON, if there is none
 */
public record Item(
        String itemId,
        String name,
        String category,
        String description,
        BigDecimal price,
        String currency,
        String url,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String imageUrl) {}
