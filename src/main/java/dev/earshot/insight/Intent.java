package dev.earshot.insight;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.earshot.common.TextSanitizer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;

/**
 * Something that a customer looked at, as Insightarc saw it. Any of it may be {@code null}; all of it is data, never an
 * instruction.
 */
@RegisterForReflection
public record Intent(String name, String category, BigDecimal price, String currency, String url) {
    private static final int MOST_DIGITS = 20;

    /** As it is read, so that what is kept for a while is short. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Intent of(InsightarcClient.WireIntent wire) {
        return new Intent(
                TextSanitizer.text(wire.name(), 200),
                TextSanitizer.text(wire.category(), 100),
                plausible(wire.priceAmount()),
                TextSanitizer.text(wire.priceCurrency(), 8),
                TextSanitizer.text(wire.url(), 500));
    }

    /** A price with more digits than money has is none, and calculating with it could take very long. */
    private static BigDecimal plausible(BigDecimal price) {
        return price == null || price.precision() > MOST_DIGITS || Math.abs(price.scale()) > MOST_DIGITS ? null : price;
    }
}
