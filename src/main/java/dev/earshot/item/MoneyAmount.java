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
record MoneyAmount(BigDecimal value, List<String> currencies) {
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
            Map.entry("liras", List.of("TRY")),
            Map.entry("dolar", List.of("USD")),
            Map.entry("avro", List.of("EUR")),
            Map.entry("sterlin", List.of("GBP")),
            Map.entry("chf", List.of("CHF")),
            Map.entry("francs", List.of("CHF")),
            Map.entry("₹", List.of("INR")),
            Map.entry("inr", List.of("INR")),
            Map.entry("rs", List.of("INR")),
            Map.entry("rupees", List.of("INR")),
            Map.entry("cad", List.of("CAD")),
            Map.entry("aud", List.of("AUD")),
            Map.entry("jpy", List.of("JPY")),
            Map.entry("pln", List.of("PLN")),
            Map.entry("sek", List.of("SEK")),
            Map.entry("nok", List.of("NOK")),
            Map.entry("dkk", List.of("DKK")),
            Map.entry("aed", List.of("AED")));

    /**
     * Compares letters as the patterns do, to which {@code LİRA} and {@code lıra} are {@code lira}; lower case would
     * not make it of them.
     */
    private static final Map<String, List<String>> IN_ANY_CASE = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static {
        IN_ANY_CASE.putAll(CURRENCIES);
    }

    private static final String CURRENCY = CURRENCIES.keySet().stream()
            .sorted((a, b) -> b.length() - a.length())
            .map(MoneyAmount::pattern)
            .collect(Collectors.joining("|", "(?:", ")"));
    /**
     * What groups thousands beside point and comma: spaces of any width, and apostrophes, as Swiss prices are written.
     */
    private static final String GAP = "[ \\u00A0\\u2009\\u202F'’]";

    /**
     * {@code 1,299.00}, {@code 1.299,00}, {@code 1 299}, {@code 1'299}, the Indian {@code 1,29,999}, {@code 1299.5}.
     */
    private static final String NUMBER = "\\d{1,3}(?:[,.]\\d{3}){1,2}(?:[.,]\\d{1,2})?"
            + "|\\d{1,3}(?:" + GAP + "\\d{3}){1,2}(?:[.,]\\d{1,2})?"
            + "|\\d{1,2}(?:,\\d{2}){1,3},\\d{3}(?:\\.\\d{1,2})?"
            + "|\\d{1,9}(?:[.,]\\d{1,2})?";

    /** A Turkish case ending: {@code 1000 TL'ye}, {@code 1000 liradan}, {@code 1000'in}. */
    private static final String ENDING = "(?:y?[aei]|yı|[dt][ae]n|n?[iıuü]n|l[iıuü]k)";

    /** An amount as a regular expression of four groups, not within a longer number or word: no "5-day", no "16GB". */
    static final String PATTERN =
            "(" + CURRENCY + ")?\\s?(?<![\\d.,\\p{L}])(" + NUMBER + ")(?![.,]?\\d)(k|\\s?bin)?\\s?(" + CURRENCY
                    + ")?(?:['’]?" + ENDING + "\\b)?(?![\\p{L}\\d%°\"'’]|-\\p{L})";

    static final int GROUPS = 4;

    /** The amount whose four groups begin with this one. */
    static MoneyAmount of(MatchResult match, int first) {
        BigDecimal number = number(match.group(first + 1));
        BigDecimal value = match.group(first + 2) == null ? number : number.movePointRight(3);
        String currency = match.group(first) == null ? match.group(first + 3) : match.group(first);
        return new MoneyAmount(value, currency == null ? List.of() : IN_ANY_CASE.get(currency));
    }

    boolean namesCurrency() {
        return !currencies.isEmpty();
    }

    private static String pattern(String currency) {
        // In small letters it is a verb.
        String written = currency.equals("try") ? "(?-i:TRY)" : Pattern.quote(currency);
        return Character.isLetter(currency.charAt(currency.length() - 1))
                ? written + "(?=(?:['’]?" + ENDING + ")?\\b)"
                : written;
    }

    /** A comma or point with three digits behind it separates thousands; with one or two, decimals. */
    private static BigDecimal number(String digits) {
        int last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
        boolean decimals = last >= 0 && digits.length() - last - 1 < 3;
        String whole = (decimals ? digits.substring(0, last) : digits).replaceAll("\\D", "");
        return new BigDecimal(decimals ? whole + "." + digits.substring(last + 1) : whole);
    }
}
