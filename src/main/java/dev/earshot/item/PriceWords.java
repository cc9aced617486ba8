package dev.earshot.item;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The prices that a query names in words, and what is left of it: {@code hiking backpack under 100} is {@code hiking backpack}, at most 100.
 *
 * <p>A number is a price where a currency stands beside it, or where it is compared ({@code under 100}) and neither a measure follows
 * ({@code up to 5 days}) nor ages go before ({@code for kids under 5}).
 *
 * @param currencies which ones the prices may be in; empty if none is named
 */
record PriceWords(String rest, Optional<BigDecimal> min, Optional<BigDecimal> max, List<String> currencies) {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final int LONGEST_TEXT = 2_000;
    /** Below this a bare number before a noun counts things: "more than 2 pockets". */
    private static final BigDecimal COUNTING = BigDecimal.valueOf(20);

    private static final Pattern AGES = Pattern.compile(
            "\\b(?:kids?|child(?:ren)?|toddlers?|bab(?:y|ies)|boys?|girls?|age[sd]?|sizes?|people|adults)\\s*$", FLAGS);
    private static final Pattern MEASURE = Pattern.compile(
            "^\\s*(?:days?|nights?|weeks?|months?|years?|yrs?|hours?|hrs?|minutes?|mins?|seconds?|people|persons?|guests?|adults|kids|seats?|stars?"
                    + "|kilos?|kgs?|grams?|g|lbs?|pounds?|oz|ounces?|lit(?:er|re)s?|l|ml|cm|mm|m|met(?:er|re)s?|in|inch(?:es)?|ft|feet|miles?|mi|km"
                    + "|degrees?|percent|watts?|w|volts?|v|mah|gb|tb|mb|mp|megapixels?|pieces?|pcs|packs?|calories|kcal|reviews?|pockets?)\\b",
            FLAGS);
    private static final Pattern NOUN = Pattern.compile(
            "^\\s*(?!(?:for|with|and|or|on|to|at|by|but|that|which|please|from|each|total|per|in\\s+(?:total|all))\\b)\\p{L}",
            FLAGS);

    private static final List<Phrase> PHRASES = List.of(
            new Phrase(
                    "\\bbetween\\s+" + Amount.PATTERN + "\\s*(?:and|to|-|–)\\s*" + Amount.PATTERN, Bound.RANGE, false),
            new Phrase(
                    "(?:\\bfrom\\s+)?" + Amount.PATTERN + "\\s*(?:to\\b|-|–)\\s*" + Amount.PATTERN, Bound.RANGE, true),
            new Phrase(
                    "(?:\\b(?:under|below|beneath|less\\s+than|cheaper\\s+than|lower\\s+than|up\\s+to|at\\s+most|within|not?\\s+(?:more\\s+than|over|above)"
                            + "|maximum(?:\\s+of)?|max\\.?\\s+price|budget(?:\\s+(?:of|is))?)|<=?|≤)\\s*"
                            + Amount.PATTERN,
                    Bound.UPPER,
                    false),
            new Phrase(
                    "(?:\\b(?:over|above|more\\s+than|higher\\s+than|exceeding|at\\s+least|minimum(?:\\s+of)?|min\\.?\\s+price|not?\\s+less\\s+than"
                            + "|starting\\s+(?:at|from))|>=?|≥)\\s*" + Amount.PATTERN,
                    Bound.LOWER,
                    false),
            new Phrase(Amount.PATTERN + "\\s*(?:or|and)\\s+(?:less|under|below|cheaper)\\b", Bound.UPPER, false),
            new Phrase(Amount.PATTERN + "\\s*(?:(?:or|and)\\s+(?:more|over|above|up)\\b|\\+)", Bound.LOWER, true),
            new Phrase("\\bfrom\\s+" + Amount.PATTERN, Bound.LOWER, true),
            new Phrase("\\b(?:around|about|approximately|roughly|circa)\\s+" + Amount.PATTERN, Bound.AROUND, true),
            // "A $100 backpack", "max 100 dollars": what somebody is ready to spend.
            new Phrase("(?:\\b(?:max|for)\\b\\.?\\s*)?" + Amount.PATTERN, Bound.UPPER, true));

    /** Reads what this text says of prices. */
    static PriceWords in(String text) {
        Reader reader = new Reader(text.substring(0, Math.min(text.length(), LONGEST_TEXT)));
        PHRASES.forEach(reader::read);
        return new PriceWords(
                reader.rest.strip(),
                Optional.ofNullable(reader.min),
                Optional.ofNullable(reader.max),
                reader.currencies);
    }

    private enum Bound {
        UPPER,
        LOWER,
        AROUND,
        RANGE
    }

    /** A way to name a price. @param needsCurrency where the words alone say too little */
    private record Phrase(Pattern pattern, Bound bound, boolean needsCurrency) {
        Phrase(String pattern, Bound bound, boolean needsCurrency) {
            this(Pattern.compile(pattern, FLAGS), bound, needsCurrency);
        }

        List<Amount> amounts(MatchResult match) {
            Amount first = Amount.of(match, 1);
            return bound == Bound.RANGE ? List.of(first, Amount.of(match, 1 + Amount.GROUPS)) : List.of(first);
        }
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

        void read(Phrase phrase) {
            Matcher matcher = phrase.pattern().matcher(rest);
            StringBuilder left = new StringBuilder();
            int from = 0;
            while (matcher.find()) {
                List<Amount> amounts = new ArrayList<>(phrase.amounts(matcher));
                if (isPrice(phrase, amounts, rest.substring(0, matcher.start()), rest.substring(matcher.end()))) {
                    left.append(rest, from, matcher.start()).append(' ');
                    from = matcher.end();
                    narrow(phrase.bound(), amounts);
                }
            }
            rest = left.append(rest, from, rest.length()).toString();
        }

        private static boolean isPrice(Phrase phrase, List<Amount> amounts, String before, String after) {
            if (amounts.stream().anyMatch(Amount::namesCurrency)) {
                return true;
            }
            boolean counts = NOUN.matcher(after).find()
                    && amounts.stream().anyMatch(amount -> amount.value().compareTo(COUNTING) < 0);
            return !phrase.needsCurrency()
                    && !counts
                    && !MEASURE.matcher(after).find()
                    && !AGES.matcher(before).find();
        }

        private void narrow(Bound bound, List<Amount> amounts) {
            List<BigDecimal> values =
                    amounts.stream().map(Amount::value).sorted().toList();
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
                    .filter(Amount::namesCurrency)
                    .findFirst()
                    .ifPresent(named -> currencies = named.currencies());
        }
    }
}
