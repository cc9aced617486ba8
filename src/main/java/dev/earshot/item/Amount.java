package dev.earshot.item;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A sum of money as people write it: {@code $1,500}, {@code 99.99}, {@code 2k euros}.
 *
 * @param currencies which ones it may be in; empty if none is named. A dollar is that of many countries
 */
record Amount(BigDecimal value, List<String> currencies) {
    private static final List<String> DOLLARS = List.of("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN");
    private static final Map<String, List<String>> CURRENCIES = Map.ofEntries(
            Map.entry("$", DOLLARS),
            Map.entry("dollar", DOLLARS),
            Map.entry("dollars", DOLLARS),
            Map.entry("bucks", DOLLARS),
            Map.entry("us$", List.of("USD")),
            Map.entry("usd", List.of("USD")),
            Map.entry("€", List.of("EUR")),
            Map.entry("eur", List.of("EUR")),
            Map.entry("euro", List.of("EUR")),
            Map.entry("euros", List.of("EUR")),
            // "Pounds" are as often a weight.
            Map.entry("£", List.of("GBP")),
            Map.entry("gbp", List.of("GBP")),
            Map.entry("₺", List.of("TRY")),
            Map.entry("tl", List.of("TRY")),
            Map.entry("try", List.of("TRY")),
            Map.entry("lira", List.of("TRY")),
            Map.entry("liras", List.of("TRY")));

    /** Compares letters as the patterns do, to which {@code LİRA} and {@code lıra} are {@code lira}; lower case would not make it of them. */
    private static final Map<String, List<String>> IN_ANY_CASE = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static {
        IN_ANY_CASE.putAll(CURRENCIES);
    }

    private static final String CURRENCY = CURRENCIES.keySet().stream()
            .sorted((a, b) -> b.length() - a.length())
            .map(Amount::pattern)
            .collect(Collectors.joining("|", "(?:", ")"));
    private static final String NUMBER = "\\d{1,3}(?:[,.]\\d{3}){1,2}(?:[.,]\\d{1,2})?|\\d{1,9}(?:[.,]\\d{1,2})?";

    /** An amount as a regular expression of four groups, not within a longer number or word: no "5-day", no "16GB". */
    static final String PATTERN = "(" + CURRENCY + ")?\\s?(?<![\\d.,\\p{L}])(" + NUMBER + ")(?![.,]?\\d)(k)?\\s?("
            + CURRENCY + ")?(?![\\p{L}\\d%°\"']|-\\p{L})";

    static final int GROUPS = 4;

    /** The amount whose four groups begin with this one. */
    static Amount of(MatchResult match, int first) {
        BigDecimal number = number(match.group(first + 1));
        BigDecimal value = match.group(first + 2) == null ? number : number.movePointRight(3);
        String currency = match.group(first) == null ? match.group(first + 3) : match.group(first);
        return new Amount(value, currency == null ? List.of() : IN_ANY_CASE.get(currency));
    }

    boolean namesCurrency() {
        return !currencies.isEmpty();
    }

    private static String pattern(String currency) {
        // In small letters it is a verb.
        String written = currency.equals("try") ? "(?-i:TRY)" : Pattern.quote(currency);
        return Character.isLetter(currency.charAt(currency.length() - 1)) ? written + "\\b" : written;
    }

    /** A point or comma with three digits behind it separates thousands; with one or two, decimals. */
    private static BigDecimal number(String digits) {
        int last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
        boolean decimals = last >= 0 && digits.length() - last - 1 < 3;
        String whole = (decimals ? digits.substring(0, last) : digits).replaceAll("[.,]", "");
        return new BigDecimal(decimals ? whole + "." + digits.substring(last + 1) : whole);
    }
}
