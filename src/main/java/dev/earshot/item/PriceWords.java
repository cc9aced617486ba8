package dev.earshot.item;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The prices that a query names in words, and what is left of it: {@code hiking backpack under 100} is {@code hiking
 * backpack}, at most 100.
 *
 * <p>English and Turkish are read. A number is a price where a currency stands beside it, or where it is compared
 * ({@code under 100}) and neither a measure follows ({@code up to 5 days}) nor ages go before ({@code for kids under
 * 5}).
 *
 * @param currencies which ones the prices may be in; empty if none is named
 */
record PriceWords(String rest, Optional<BigDecimal> min, Optional<BigDecimal> max, List<String> currencies) {
    private static final int LONGEST_TEXT = 2_000;
    /** Below this a bare number before a noun counts things: "more than 2 pockets". */
    private static final BigDecimal COUNTING = BigDecimal.valueOf(20);

    private static final Pattern AGES = PricePhrase.compile(
            "\\b(?:kids?|child(?:ren)?|toddlers?|bab(?:y|ies)|boys?|girls?|age[sd]?|sizes?|people|adults|beden|numara)\\s*\\z");
    private static final Pattern MEASURE = PricePhrase.compile(
            "^\\s*(?:days?|nights?|weeks?|months?|years?|yrs?|hours?|hrs?|minutes?|mins?|seconds?|people|persons?|guests?|adults|kids|seats?|stars?"
                    + "|kilos?|kgs?|grams?|g|lbs?|pounds?|oz|ounces?|lit(?:er|re)s?|l|ml|cm|mm|m|met(?:er|re)s?|in|inch(?:es)?|ft|feet|miles?|mi|km"
                    + "|degrees?|percent|watts?|w|volts?|v|mah|gb|tb|mb|mp|megapixels?|pieces?|pcs|packs?|calories|kcal|reviews?|pockets?"
                    + "|gün|gece|hafta|ay|yıl|yaş|saat|dakika|saniye|kişi(?:lik)?|adet|tane|litre|lt|kilo|gram|metre|inç|parça|yıldız|derece)\\b");
    private static final Pattern NOUN = PricePhrase.compile(
            "^\\s*(?!(?:for|with|and|or|on|to|at|by|but|that|which|please|from|each|total|per|in\\s+(?:total|all))\\b)\\p{L}");

    /** Reads what this text says of prices. */
    static PriceWords in(String text) {
        Reader reader = new Reader(text.substring(0, Math.min(text.length(), LONGEST_TEXT)));
        PricePhrase.ALL.forEach(reader::read);
        return new PriceWords(
                reader.rest.strip(),
                Optional.ofNullable(reader.min),
                Optional.ofNullable(reader.max),
                reader.currencies);
    }

    /** What has been understood so far. */
    private static final class Reader {
        private static final BigDecimal BIT_LESS = new BigDecimal("0.75");
        private static final BigDecimal BIT_MORE = new BigDecimal("1.25");

        private String rest;
        private BigDecimal min;
        private BigDecimal max;
        private List<String> currencies = List.of();

        Reader(String text) {
            this.rest = text;
        }

        void read(PricePhrase phrase) {
            Matcher matcher = phrase.pattern().matcher(rest);
            StringBuilder left = new StringBuilder();
            int from = 0;
            while (matcher.find()) {
                List<MoneyAmount> amounts = new ArrayList<>(phrase.amounts(matcher));
                if (isPrice(phrase, amounts, rest.substring(0, matcher.start()), rest.substring(matcher.end()))) {
                    left.append(rest, from, matcher.start()).append(' ');
                    from = matcher.end();
                    narrow(phrase.bound(), amounts);
                }
            }
            rest = left.append(rest, from, rest.length()).toString();
        }

        private static boolean isPrice(PricePhrase phrase, List<MoneyAmount> amounts, String before, String after) {
            if (amounts.stream().anyMatch(MoneyAmount::namesCurrency)) {
                return true;
            }
            boolean counts = NOUN.matcher(after).find()
                    && amounts.stream().anyMatch(amount -> amount.value().compareTo(COUNTING) < 0);
            return !phrase.needsCurrency()
                    && !counts
                    && !MEASURE.matcher(after).find()
                    && !AGES.matcher(before).find();
        }

        private void narrow(PricePhrase.Bound bound, List<MoneyAmount> amounts) {
            List<BigDecimal> values =
                    amounts.stream().map(MoneyAmount::value).sorted().toList();
            BigDecimal low = values.get(0);
            BigDecimal high = values.get(values.size() - 1);
            switch (bound) {
                case UPPER -> max = high;
                case LOWER -> min = low;
                case RANGE -> {
                    min = low;
                    max = high;
                }
                case AROUND -> {
                    min = low.multiply(BIT_LESS);
                    max = high.multiply(BIT_MORE);
                }
            }
            amounts.stream()
                    .filter(MoneyAmount::namesCurrency)
                    .findFirst()
                    .ifPresent(named -> currencies = named.currencies());
        }
    }
}
