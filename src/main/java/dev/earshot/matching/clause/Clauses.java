package dev.earshot.matching.clause;

import java.util.regex.Pattern;

/** What Turkish verb forms tell: where a clause ends and whether it denies. Words are folded. */
final class Clauses {
    /** "gitmeyen", "almamış", "içmeyip", "kullanmaz", "sevmediği", with what may hang on them. */
    private static final Pattern DENIES = Pattern.compile(
            "[a-z]{1,12}m[ae](?:y[ae]n|yip|mis|z|dik|digi|digini|yacak|yecek|diklari|dikleri|di|yi sevmeyen)"
                    + "(?:lar|ler|lari|leri|larin|lerin|lara|lere|lardan|lerden|i|e|a|in|den|dan|olan)?");

    private static final Pattern ENDS = Pattern.compile(
            "[a-z]{1,14}(?:[aeiu]?y[ae]n|[a-z][ae]n|m[iu]s|[a-z&&[^pktscfh]]d[iu]|[pktscfh]t[iu]|yor|[ae]c[ae]k|yip|[iu]p)"
                    + "(?:lar|ler|lari|leri|larin|lerin|lara|lere|lardan|lerden|larla|lerle)?");

    /** They look like such verbs and aren't. */
    private static final Pattern NOUNS = Pattern.compile(
            "(?:zaman|insan|vatan|roman|orman|uzman|kaplan|yilan|tavsan|patron|vegan|ramazan|hayvan|divan|erken|neden|beden"
                    + "|yeni|sedan|nisan|sultan|kulup|grup|tip|sahip|kitap|mayo|maya|domates|ekran|plan|alan|alman"
                    + "|kan|can|yan|tren|ben|sen"
                    + "|eden|den|dan|giyim|limon|kalip|sirt|kedi|medya|sinema|gida|moda|hamile|hemen|kurban|turban"
                    + "|elmas|yemis|gumus|kumas|ates|kredi|takdi|ebedi|kendi|en|un|on)(?:lar|ler|lari|leri|lara|lere)?");

    /** "Barınaktan", "sitelerinden": from where, no verb; "giden" and "yöneten" are verbs. */
    private static final Pattern ABLATIVE = Pattern.compile(
            "(?!.*eden$|.*l[ae]rd[ae]n$)[a-z]{2,}(?:[aeiou]|[lmnryzgvbj])d[ae]n|[a-z]{2,}[pctkshf]t[ae]n");

    private static final Pattern NOT_DENYING =
            Pattern.compile("(?:zaman|temiz|deniz|yemez|almaz|camas|elmas|komedi|medi)[a-z]*");

    private Clauses() {}

    /** "aldı", "gitmiş", and English "-ed". */
    static boolean isPast(String folded) {
        return folded.length() > 4 && folded.matches("[a-z]+(?:m[iu]s|ed)(?:lar|ler|olan)?");
    }

    static boolean denies(String folded) {
        return DENIES.matcher(folded).matches() && !NOT_DENYING.matcher(folded).matches();
    }

    static boolean endsTurkishClause(String folded) {
        return folded.length() > 3
                && ENDS.matcher(folded).matches()
                && !NOUNS.matcher(folded).matches()
                && !ABLATIVE.matcher(folded).matches();
    }
}
