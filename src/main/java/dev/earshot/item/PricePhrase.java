package dev.earshot.item;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A way to name a price, in English or Turkish.
 *
 * @param needsCurrency where the words alone say too little
 */
record PricePhrase(Pattern pattern, Bound bound, boolean needsCurrency) {

    enum Bound {
        UPPER,
        LOWER,
        AROUND,
        RANGE
    }

    /** Java 19 and later take {@code \b} for a boundary of ASCII words only; here it is one of any letters. */
    private static final String BOUNDARY =
            "(?:(?<=[\\p{L}\\p{N}_])(?![\\p{L}\\p{N}_])|(?<![\\p{L}\\p{N}_])(?=[\\p{L}\\p{N}_]))";

    /** The order counts: a range before its parts, a comparison before a bare price. */
    static final List<PricePhrase> ALL = List.of(
            phrase(
                    MoneyAmount.PATTERN + "\\s*(?:-|–|ile|ila|ve)\\s*" + MoneyAmount.PATTERN
                            + "\\s*aras(?:ı|ında|ındaki)(?:nda|ndaki)?\\b",
                    Bound.RANGE,
                    false),
            phrase(
                    MoneyAmount.PATTERN + "\\s+" + MoneyAmount.PATTERN + "\\s*(?:kadar\\b|aras(?:ı|ında|ındaki)\\b)",
                    Bound.RANGE,
                    true),
            phrase(
                    "\\bbetween\\s+" + MoneyAmount.PATTERN + "\\s*(?:and|to|-|–)\\s*" + MoneyAmount.PATTERN,
                    Bound.RANGE,
                    false),
            phrase(
                    "(?:\\bfrom\\s+)?" + MoneyAmount.PATTERN + "\\s*(?:to\\b|-|–)\\s*" + MoneyAmount.PATTERN,
                    Bound.RANGE,
                    true),
            phrase(
                    "(?:\\b(?:under|below|beneath|less\\s+than|cheaper\\s+than|lower\\s+than|up\\s+to|at\\s+most|within|not?\\s+(?:more\\s+than|over|above)"
                            + "|maximum(?:\\s+of)?|max\\.?\\s+price|budget(?:\\s+(?:of|is))?"
                            + "|en\\s+(?:fazla|çok|cok)|maksimum|azami|bütçem)|<=?|≤)\\s*" + MoneyAmount.PATTERN,
                    Bound.UPPER,
                    false),
            phrase(
                    "(?:\\b(?:over|above|more\\s+than|higher\\s+than|exceeding|at\\s+least|minimum(?:\\s+of)?|min\\.?\\s+price|not?\\s+less\\s+than"
                            + "|starting\\s+(?:at|from)|en\\s+az|asgari)|>=?|≥)\\s*" + MoneyAmount.PATTERN,
                    Bound.LOWER,
                    false),
            phrase(MoneyAmount.PATTERN + "\\s*(?:or|and)\\s+(?:less|under|below|cheaper)\\b", Bound.UPPER, false),
            phrase(MoneyAmount.PATTERN + "\\s*(?:(?:or|and)\\s+(?:more|over|above|up)\\b|\\+)", Bound.LOWER, true),
            phrase(
                    MoneyAmount.PATTERN
                            + "\\s*(?:kadar|alt[ıi](?:nda(?:ki)?)?|(?:daha\\s+)?(?:ucuz|az|düşük|aşağı)|ge[çc]meyen|aşmayan)\\b",
                    Bound.UPPER,
                    false),
            phrase(
                    MoneyAmount.PATTERN
                            + "\\s*(?:[üu]zeri(?:nde(?:ki)?)?|[üu]st[üu](?:nde(?:ki)?)?|(?:daha\\s+)?(?:fazla|pahalı|yüksek|yukarı)|başlayan)\\b",
                    Bound.LOWER,
                    false),
            phrase("\\bfrom\\s+" + MoneyAmount.PATTERN, Bound.LOWER, true),
            phrase(
                    "\\b(?:around|about|approximately|roughly|circa|yaklaşık)\\s+" + MoneyAmount.PATTERN,
                    Bound.AROUND,
                    true),
            phrase(MoneyAmount.PATTERN + "\\s*(?:civar[ıi](?:nda(?:ki)?)?|dolaylarında)\\b", Bound.AROUND, true),
            // "A $100 backpack", "max 100 dollars": what the customer is ready to spend.
            phrase("(?:\\b(?:max|for)\\b\\.?\\s*)?" + MoneyAmount.PATTERN, Bound.UPPER, true));

    List<MoneyAmount> amounts(MatchResult match) {
        MoneyAmount first = MoneyAmount.of(match, 1);
        return bound == Bound.RANGE ? List.of(first, MoneyAmount.of(match, 1 + MoneyAmount.GROUPS)) : List.of(first);
    }

    /** In any case, with {@code \b} between words of any script. */
    static Pattern compile(String pattern) {
        return Pattern.compile(pattern.replace("\\b", BOUNDARY), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static PricePhrase phrase(String pattern, Bound bound, boolean needsCurrency) {
        return new PricePhrase(compile(pattern), bound, needsCurrency);
    }
}
