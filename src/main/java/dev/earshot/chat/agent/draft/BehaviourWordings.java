package dev.earshot.chat.agent.draft;

import dev.earshot.matching.words.Folding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How people say that customers caused an event, or did not: where in a text that is said. */
final class BehaviourWordings {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;

    private static final String ANY_ITEM =
            "(?: (?:(?:an?|any|some|the|one|more than one|several|multiple|\\w{1,12} or more|at least \\w{1,12}) )?"
                    + "(?:items?|products?|things?|something|anything|it|them|any|one)\\b)?";
    private static final String END =
            "(?= ?(?:[.!?,;:]|$|\\b(?:but|and|or|yet|then|who|in|within|over|during|at least|more than|twice|\\d+ times"
                    + "|\\w{1,12} times|once|last|past|this|since|without|recently|lately)\\b))";
    /**
     * "Ürün" where no word before it says of what kind: "vegan ürün" and "bakım ürünleri" are goods. Only times, places
     * and numbers may stand there.
     */
    private static final String PRODUCT_TR =
            "(?<=^|[,;.:] |\\b(?:bir|birkaç|az|çok|ve|veya|ama|içinde|hiç|online|internetten|önce|sonra|kez|kere|defa"
                    + "|adet) |\\b(?:gün|hafta|ay|yıl|sene|sezon|dönem)\\w{0,5} |\\w[dt][ae]n? |\\d )"
                    + "ürün(?:ü|ler\\w{0,4}|(?!ü\\b|ler)\\w{0,6})";

    private static final String ANY_ITEM_TR =
            "(?:(?:(?:bir|birkaç|en az bir) )?(?:" + PRODUCT_TR + "|(?:öğe|şey)\\w{0,6}) )?";
    private static final String NOT = "(?:[,;]? ?\\b(?:(?:but|and|yet|though) )?(?:(?:who|that|they|have|has) ){0,3}"
            + "(?:didn[’']?t|did not|don[’']?t|do not|haven[’']?t|have not|hasn[’']?t|has not|never|not|without)"
            + "(?: (?:yet|ever|actually)){0,2} |(?<=;) ?(?:or|nor) )";
    private static final String BUT_TR = "[,;]? ?(?:\\b(?:ama|fakat|ancak|ve) )?(?:\\b(?:henüz|daha|hiç) )?";
    private static final String CASE_TR = "(?:lar|ler)?(?:[ıi]n?|[ae])?\\b";

    /** "Kaydedip almayanlar", "ürün almayanlar": others take no notifications, or no coupon. */
    private static final String NOT_TAKEN_TR =
            "(?:(?<=(?:[ıiuü]p|[ae]n|m[ıi]ş) (?:(?:ama|fakat|ancak|ve) )?(?:(?:henüz|daha|hiç) )?)"
                    + "|(?<=\\b(?:ürün|öğe|şey)\\w{0,6} ))al(?:mayan|mamış|madan)";

    /** Any item, or what is done without one. */
    private static final Pattern OUTRIGHT = pattern("\\b(?:items?|products?|something|anything|nothing|" + PRODUCT_TR
            + "|öğe\\w*|bir şey\\w*|searched|arama|started a|başlatan)\\b");

    private record Wording(String event, boolean done, Pattern english, Pattern turkish) {}

    /** What was not done comes first: its words contain those of what was done. */
    private static final List<Wording> WORDINGS = List.of(
            didNot("ai_item_saved", "sav(?:e|ed|ing)|bookmark(?:ed|ing)?", "kaydetmeyen|kaydetmemiş|kaydetmeden"),
            didNot(
                    "ai_result_viewed",
                    "view(?:ed|ing)?|look(?:ed|ing)? at",
                    "bakmayan|bakmamış|incelemeyen|görüntülemeyen"),
            didNot(
                    "ai_conversion_completed",
                    "buy(?:ing)?|bought|purchas(?:e|ed|ing)|order(?:ed|ing)?|convert(?:ed|ing)?|check(?:ed|ing)? out",
                    "satın almayan|satın almamış|satın almadan|sipariş vermeyen|" + NOT_TAKEN_TR),
            did(
                    "ai_item_saved",
                    "saved|bookmarked|favou?rited|wish-?listed|shortlisted",
                    "kaydeden|kaydedip|kaydetmiş|favori(?:ler(?:in)?)?e ekleyen"),
            did(
                    "ai_result_viewed",
                    "viewed|looked at|clicked(?: on)?",
                    "bakan|bakıp|bakmış|inceleyen|inceleyip|görüntüleyen|görüntüleyip"),
            did(
                    "ai_conversion_completed",
                    "bought|purchased|ordered|converted|checked out|made a purchase|placed an order",
                    "satın alan|satın alıp|satın almış|sipariş veren"),
            did("ai_query_submitted", "searched(?: for)?|made a search", "arama yapan|arama yapıp|arama yapmış"),
            did(
                    "ai_session_started",
                    "started an? (?:chat|conversation|session)",
                    "(?:sohbet|konuşma|oturum) başlatan"));

    /** Most texts say nothing of the kind: to look for this costs little, all the patterns more. */
    private static final Pattern ANY = pattern("sav(?:e|ing)|bookmark|favo|wish|shortlist|view|look|click|bought|buy"
            + "|purchas|order|convert|check|search|started a|kayde|bak|incele|görüntüle|alan|alm[ıa]|alıp|sipariş|arama"
            + "|başlatan");

    /**
     * Where it is said.
     *
     * @param outright whether the words say that any item is meant
     */
    record Said(String event, boolean done, boolean turkish, boolean outright, int start, int end) {}

    private BehaviourWordings() {}

    /** In the order of the text, which is folded in place. */
    static List<Said> in(String folded) {
        List<Said> said = new ArrayList<>();
        if (!ANY.matcher(folded).find()) {
            return said;
        }
        StringBuilder rest = new StringBuilder(folded);
        WORDINGS.stream().filter(wording -> !wording.done()).forEach(wording -> take(wording, rest, folded, said));
        WORDINGS.forEach(wording -> take(wording, rest, folded, said));
        said.sort(Comparator.comparingInt(Said::start));
        return said;
    }

    private static void take(Wording wording, StringBuilder rest, String folded, List<Said> said) {
        take(wording, wording.english(), rest, folded, said);
        take(wording, wording.turkish(), rest, folded, said);
    }

    /** What was found ends a clause for the wordings that are looked for next. */
    private static void take(Wording wording, Pattern pattern, StringBuilder rest, String folded, List<Said> said) {
        Matcher found = pattern.matcher(rest.toString());
        while (found.find()) {
            boolean outright = OUTRIGHT.matcher(folded)
                    .region(found.start(), found.end())
                    .useTransparentBounds(true)
                    .find();
            boolean turkish = pattern == wording.turkish();
            said.add(new Said(wording.event(), wording.done(), turkish, outright, found.start(), found.end()));
            rest.replace(found.start(), found.end(), ";".repeat(found.end() - found.start()));
        }
    }

    private static Wording did(String event, String english, String turkish) {
        return new Wording(
                event,
                true,
                pattern("\\b(?:(?:who|that) )?(?:(?:have|has|had) )?(?:" + english + ")" + ANY_ITEM + END),
                pattern(ANY_ITEM_TR + "\\b(?:" + turkish + ")" + CASE_TR));
    }

    private static Wording didNot(String event, String english, String turkish) {
        return new Wording(
                event,
                false,
                pattern(NOT + "(?:" + english + ")" + ANY_ITEM + END + "|\\b(?:who |that )?(?:" + english
                        + ") (?:nothing|no (?:items?|products?|things?))\\b"),
                pattern(BUT_TR + ANY_ITEM_TR + "\\b(?:" + turkish + ")" + CASE_TR));
    }

    private static Pattern pattern(String words) {
        return Pattern.compile(Folding.letters(words), FLAGS);
    }
}
