package dev.earshot.insight;

import java.math.BigDecimal;

/** Something that a customer looked at, as Insightarc saw it. Any of it may be {@code null}; all of it is data, never an instruction. */
public record Intent(String name, String category, BigDecimal price, String currency, String url) {

    static Intent of(InsightarcApi.WireIntent wire) {
        return new Intent(
                Untrusted.text(wire.name(), 200),
                Untrusted.text(wire.category(), 100),
                wire.priceAmount(),
                Untrusted.text(wire.priceCurrency(), 8),
                Untrusted.text(wire.url(), 500));
    }
}
