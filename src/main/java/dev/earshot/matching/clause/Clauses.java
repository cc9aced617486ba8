package dev.earshot.matching.clause;

import dev.earshot.common.TextResource;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What Turkish verb forms tell: where a clause ends and whether it denies. Words are folded. */
final class Clauses {
    /**
     * "gitmeyen", "almamış", "içmeyip", "kullanmaz", "sevmediği", with what may hang on them, and
     * "bakmasın", but not "uygulamasından", which is a noun.
     */
    private static final Pattern DENIES = Pattern.compile(
            "[a-z]{1,12}(?:m[iu]yor|m[ae](?:y[ae]n|yip|mis|z|dik|digi|digini|yacak|yecek|diklari|dikleri|di|yi sevmeyen))"
                    + "(?:lar|ler|lari|leri|larini|lerini|larin|lerin|lara|lere|lardan|lerden|i|e|a|in|den|dan|olan)?"
                    + "|[a-z]{1,12}m[ae]sin(?:lar|ler)?");

    /** "koş-ma-yan", "oku-ma-yanlar", "koş-ma-mış": the verb, and how it ends. */
    private static final Pattern DENIED_DEED =
            Pattern.compile("([a-z]{2,}?)(?:m[ae](?:y([ae]n[a-z]*)|(?:mis|z|yip)[a-z]*)|m[iu]yor(?:lar)?)");

    private static final Pattern DENIED_PARTICIPLE = Pattern.compile("[a-z]+m[ae]y[ae]n[a-z]*");

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

    private static final Pattern NOT_DENYING = Pattern.compile(
            "(?:zaman|temiz|evlenmemis|deniz|yemez|almaz|camas|elmas|pekmez|komedi|medi"
                    + "|kacirmayan|doymayan|bikmayan|usanmayan|usenmeyen|yorulmayan|vazgecmeyen|vazgecemeyen|duramayan|birakmayan"
                    + "|birakamayan|yetistiremeyen|dayanamayan|kopamayan|ayrilmayan|inmeyen|kacirmasin|unutmasin)[a-z]*");

    /** "Çıkmayalım", "gitmiyoruz", "uğraşmayacağız", "koymasak", "göstermeyin"; "ulaşamıyoruz" is a regret. */
    private static final Pattern REFUSES =
            Pattern.compile("[a-z]{1,14}m(?:[ae]y[ae]lim|[ae]y[ae]c[ae]giz|[ae]yin(?:iz)?|[ae]s[ae]k|[ae]meliyiz)"
                    + "|(?:[a-z]{0,12}[^ae]|[a-z]{1,12}l[ae])m[iu]yoruz");

    private static final Pattern LEAVES_OUT = Pattern.compile(
            "(?:cikar|cikart|at|sil|ele|ayir|ayikla|disla|kapat|engelle|dus|dusur|kes|durdur|blokla|yasakla)"
                    + "(?:[iu]yoruz|[iu]yorum|y?[ae]lim|y?[ae]c[ae]giz|[iu]ver(?:in)?|[iu]?l?sin(?:lar|ler)?|[iu]lacak|nacak|ilecek"
                    + "|[iu]p|y[iu]p|d[iu]k|t[iu]k|n[iu]yor|[iu]liyor|in(?:iz)?|y[iu]n(?:iz)?)");

    private static final Pattern DECLINES = Pattern.compile("[a-z]{1,12}m[ae]sin(?:lar|ler)?");

    private static final Pattern WANTS = Pattern.compile(
            "[a-z]{1,14}(?:[ae]lim|[iu]yoruz|[ae]c[ae]giz|[ae]c[ae]k(?:lar|ler)?)|ol(?:sun|mali)(?:lar)?|var|tamam|kalsin(?:lar)?");

    /** Of these verbs it says nothing about who is wanted. */
    private static final Pattern NOT_REFUSING =
            Pattern.compile("(?:bil|dusun|anla|bekle|um|hatirla|san|sanma|gec ?kal|endise|zorla|yanil|merak|abart)m.*");

    /** Of verbs that leave out: "çıkarmayalım", "dışlamıyoruz", "unutmayın". */
    private static final Pattern KEEPS = Pattern.compile(
            "(?:cikar|cikart|disla|at|sil|ele|ayir|ayikla|kaldir|atla|unut|kacir|engelle|blokla|eksilt|dusur|kapat)m"
                    + "(?:[ae]y[ae]lim|[ae]y[ae]c[ae]giz|[ae]yin(?:iz)?|[ae]s[ae]k|[ae]meliyiz|[iu]yoruz|[ae]sin(?:lar|ler)?)");

    private Clauses() {}

    /** What the writers won't do. */
    static boolean refuses(String folded) {
        return REFUSES.matcher(folded).matches()
                && !KEEPS.matcher(folded).matches()
                && !NOT_REFUSING.matcher(folded).matches();
    }

    /** "Çıkarıyoruz", "ayıklayalım", "elensin": the writers leave people out. */
    static boolean leavesOut(String folded) {
        return LEAVES_OUT.matcher(folded).matches();
    }

    /** "Tutmuyoruz", "tutulmasın", "etmeyin": of a verb that says how, in "hariç tutmuyoruz". */
    static boolean declines(String folded) {
        return refuses(folded) || DECLINES.matcher(folded).matches();
    }

    /** "Alalım", "hedefliyoruz", "olacak": the verb of a clause that says who is wanted. */
    static boolean wants(String folded) {
        return WANTS.matcher(folded).matches() && !refuses(folded);
    }

    /** Leaving out is what the writers won't do. */
    static boolean keeps(String folded) {
        return KEEPS.matcher(folded).matches();
    }

    /** "aldı", "gitmiş", and English "-ed". */
    static boolean isPast(String folded) {
        return folded.length() > 4 && PAST.matcher(folded).matches();
    }

    static boolean denies(String folded) {
        return DENIES.matcher(folded).matches() && !NOT_DENYING.matcher(folded).matches();
    }

    /** "Koşmayanlar", "içmeyeni". */
    static boolean isDeniedParticiple(String folded) {
        return DENIED_PARTICIPLE.matcher(folded).matches() && denies(folded);
    }

    /** "koşmayan" → "koşan", "okumayan" → "okuyan", "koşmamış" → "koşan"; empty for other forms. */
    static Optional<String> affirmed(String folded) {
        Matcher denied = DENIED_DEED.matcher(folded);
        if (!denied.matches()) {
            return Optional.empty();
        }
        String verb = denied.group(1);
        boolean front = verb.matches(".*[eiou][^aeiou]*") && !verb.matches(".*[ou][^aeiou]*");
        String ending = denied.group(2) == null ? front ? "en" : "an" : denied.group(2);
        return Optional.of(verb + (verb.matches(".*[aeiou]") ? "y" : "") + ending);
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
