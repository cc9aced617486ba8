package dev.earshot.matching.clause;

import dev.earshot.common.TextResource;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What Turkish verb forms tell: where a clause ends and whether it denies. Words are folded. */
final class Clauses {
    /**
     * "gitmeyen", "almamış", "içmeyip", "kullanmaz", "sevmediği", with what may hang on them, and
     * "bakmasın", but not "uygulamasından", which is a noun.
     */
    private static final Pattern DENIES = Pattern.compile(
            "[a-z]{1,12}m[ae](?:y[ae]n|yip|mis|z|dik|digi|digini|yacak|yecek|diklari|dikleri|di|yi sevmeyen)"
                    + "(?:lar|ler|lari|leri|larin|lerin|lara|lere|lardan|lerden|i|e|a|in|den|dan|olan)?"
                    + "|[a-z]{1,12}m[ae]sin(?:lar|ler)?");

    private static final Pattern PAST = Pattern.compile("[a-z]+(?:m[iu]s|ed)(?:lar|ler|olan)?");

    private static final Pattern ENDS = Pattern.compile(
            "[a-z]{1,14}(?:[aeiu]?y[ae]n|[a-z][ae]n|m[iu]s|[a-z&&[^pktscfh]]d[iu]|[pktscfh]t[iu]|yor|[ae]c[ae]k|yip|[iu]p)"
                    + "(?:lar|ler|lari|leri|larin|lerin|lara|lere|lardan|lerden|larla|lerle)?");

    /** Nouns that look like such verbs: "papağan", "yelken", "içecek". */
    private static final Set<String> NOUNS = Set.copyOf(TextResource.lines("signal/nouns-tr.txt").stream()
            .flatMap(line -> Stream.of(line.split(" +")))
            .toList());

    private static final Pattern ENDINGS =
            Pattern.compile("(?:(?:lar|ler)(?:i|a|e|in|dan|den|da|de|la|le)?|[iu]|[ae]|y[ae]|[yn][iu]|[td][ae]n?)$");

    /** "Barınaktan", "sitelerinden": from where, no verb; "giden" and "yöneten" are verbs. */
    private static final Pattern ABLATIVE = Pattern.compile(
            "(?!.*eden$|.*l[ae]rd[ae]n$)[a-z]{2,}(?:[aeiou]|[lmnryzgvbj])d[ae]n|[a-z]{2,}[pctkshf]t[ae]n");

    private static final Pattern NOT_DENYING =
            Pattern.compile("(?:zaman|temiz|deniz|yemez|almaz|camas|elmas|pekmez|komedi|medi"
                    + "|kacirmayan|doymayan|bikmayan|usanmayan|usenmeyen|yorulmayan|vazgecmeyen|vazgecemeyen|duramayan|birakmayan"
                    + "|birakamayan|kopamayan|ayrilmayan|inmeyen|kacirmasin|unutmasin)[a-z]*");

    private Clauses() {}

    /** "aldı", "gitmiş", and English "-ed". */
    static boolean isPast(String folded) {
        return folded.length() > 4 && PAST.matcher(folded).matches();
    }

    static boolean denies(String folded) {
        return DENIES.matcher(folded).matches() && !NOT_DENYING.matcher(folded).matches();
    }

    static boolean endsTurkishClause(String folded) {
        return folded.length() > 3
                && ENDS.matcher(folded).matches()
                && !isNoun(folded)
                && !ABLATIVE.matcher(folded).matches();
    }

    private static boolean isNoun(String folded) {
        return NOUNS.contains(folded) || NOUNS.contains(ENDINGS.matcher(folded).replaceFirst(""));
    }
}
