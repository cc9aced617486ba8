package dev.earshot.audience.sizing;

import dev.earshot.audience.ParameterCondition;
import dev.earshot.signal.EventPacks;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the properties of packed events must be. */
final class PackedCondition {
    private static final String PRICE = "price";
    private static final Set<String> TEXTS = Set.of("platform", "category", "currency");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** More than any packed price. */
    private static final BigDecimal MOST = BigDecimal.valueOf(100_000_000);

    private final BitSet details;
    private final List<Range> prices;

    /** Hundredths, both included. */
    private record Range(long min, long max) {}

    /** @param details those that have what is asked for, and a price of their own that has, too, if they have any */
    PackedCondition(Map<String, ParameterCondition> where, BitSet details) {
        this.details = details;
        ParameterCondition price = where.get(PRICE);
        this.prices = price == null ? null : ranges(price);
    }

    /** Whether packs hold all properties that these ask for. */
    static boolean canTell(Map<String, ParameterCondition> where) {
        return where.entrySet().stream().allMatch(entry -> canTell(entry.getKey(), entry.getValue()));
    }

    private static boolean canTell(String name, ParameterCondition condition) {
        return name.equals(PRICE)
                ? condition.oneOf().stream().allMatch(Number.class::isInstance)
                : TEXTS.contains(name)
                        && !condition.isRange()
                        && condition.oneOf().stream().allMatch(String.class::isInstance);
    }

    boolean holds(int detail, int price) {
        if (!details.get(detail)) {
            return false;
        }
        if (prices == null || price == EventPacks.DETAILED_PRICE) {
            return true;
        }
        if (price != EventPacks.NO_PRICE) {
            for (Range range : prices) {
                if (range.min <= price && price <= range.max) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<Range> ranges(ParameterCondition price) {
        return price.isRange()
                ? List.of(new Range(
                        price.min() == null ? Long.MIN_VALUE : hundredths(price.min(), RoundingMode.CEILING),
                        price.max() == null ? Long.MAX_VALUE : hundredths(price.max(), RoundingMode.FLOOR)))
                // A price between two hundredths has a least one that is more than its most.
                : price.oneOf().stream()
                        .map(value -> new BigDecimal(value.toString()))
                        .map(value -> new Range(
                                hundredths(value, RoundingMode.CEILING), hundredths(value, RoundingMode.FLOOR)))
                        .toList();
    }

    /** Large numbers are cut first: one with an exponent of a million would fill the memory. */
    private static long hundredths(BigDecimal value, RoundingMode rounding) {
        BigDecimal cut = value.min(MOST).max(MOST.negate());
        return cut.multiply(HUNDRED).setScale(0, rounding).longValueExact();
    }
}
