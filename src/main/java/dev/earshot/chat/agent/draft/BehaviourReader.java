package dev.earshot.chat.agent.draft;

import dev.earshot.chat.agent.act.WindowReader;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what customers did in the AI app, whatever the item: "people who saved an item but didn't buy in the last
 * week", "son 7 günde ürün kaydedip satın almayanlar". What it was done with, "bought tents", is left to the signals.
 */
final class BehaviourReader {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;

    private static final String ANY_ITEM =
            "(?: (?:(?:an?|any|some|the|one|more than one|several|multiple|\\w{1,12} or more|at least \\w{1,12}) )?"
                    + "(?:items?|products?|things?|something|anything|it|them|any|one)\\b)?";
    private static final String END =
            "(?= ?(?:[.!?,;:]|$|\\b(?:but|and|yet|then|who|in|within|over|during|at least|more than|twice|\\d+ times"
                    + "|\\w{1,12} times|once|last|past|this|since|without|recently|lately)\\b))";
    /**
     * "Ürün" where no word before it says of what kind: "vegan ürün" and "bakım ürünleri" are goods. Only times, places
     * and numbers may stand there.
     */
    private static final String PRODUCT_TR =
            "(?<=^|[,;.:] |\\b(?:bir|birkaç|az|çok|ve|ama|içinde|hiç|online|internetten|önce|sonra|kez|kere|defa|adet) "
                    + "|\\b(?:gün|hafta|ay|yıl|sene|sezon|dönem)\\w{0,5} |\\w[dt][ae]n? |\\d )"
                    + "ürün(?:ü|ler\\w{0,4}|(?!ü\\b|ler)\\w{0,6})";

    private static final String ANY_ITEM_TR =
            "(?:(?:(?:bir|birkaç|en az bir) )?(?:" + PRODUCT_TR + "|(?:öğe|şey)\\w{0,6}) )?";
    private static final String NOT = "[,;]? ?\\b(?:(?:but|and|yet|though) )?(?:(?:who|that|they|have|has) ){0,3}"
            + "(?:didn[’']?t|did not|don[’']?t|do not|haven[’']?t|have not|hasn[’']?t|has not|never|not|without)"
            + "(?: (?:yet|ever|actually)){0,2} ";
    private static final String BUT_TR = "[,;]? ?(?:\\b(?:ama|fakat|ancak|ve) )?(?:\\b(?:henüz|daha|hiç) )?";

    /** Any item, or what is done without one. */
    private static final Pattern OUTRIGHT = Pattern.compile(
            "\\b(?:items?|products?|something|anything|" + PRODUCT_TR
                    + "|öğe\\w*|bir şey\\w*|searched|arama|started a|başlatan)\\b",
            FLAGS);

    /**
     * How people say that they caused an event.
     *
     * @param stems a text without any of these does not say it: looking for them costs little, the pattern more
     */
    private record Wording(String event, List<String> stems, Pattern pattern) {
        boolean isIn(String text) {
            return stems.stream().anyMatch(text.toLowerCase(Locale.ROOT)::contains)
                    && pattern.matcher(text).find();
        }
    }

    private static final List<Wording> DID = List.of(
            did(
                    "ai_item_saved",
                    List.of("saved", "bookmarked", "favo", "wish", "shortlisted", "kayde"),
                    "saved|bookmarked|favou?rited|wish-?listed|shortlisted",
                    "kaydeden|kaydedip|kaydetmiş|favori(?:ler(?:in)?)?e ekleyen"),
            did(
                    "ai_result_viewed",
                    List.of("viewed", "looked at", "clicked", "bak", "incele", "görüntüle"),
                    "viewed|looked at|clicked(?: on)?",
                    "bakan|bakıp|bakmış|inceleyen|inceleyip|görüntüleyen|görüntüleyip"),
            did(
                    "ai_conversion_completed",
                    List.of("bought", "purchase", "order", "converted", "checked out", "satın al", "sipariş ver"),
                    "bought|purchased|ordered|converted|checked out|made a purchase|placed an order",
                    "satın alan|satın alıp|satın almış|sipariş veren"),
            did(
                    "ai_query_submitted",
                    List.of("searched", "made a search", "arama yap"),
                    "searched(?: for)?|made a search",
                    "arama yapan|arama yapıp|arama yapmış"),
            did(
                    "ai_session_started",
                    List.of("started a", "başlatan"),
                    "started an? (?:chat|conversation|session)",
                    "(?:sohbet|konuşma|oturum) başlatan"));

    private static final List<Wording> DID_NOT = List.of(
            didNot(
                    "ai_item_saved",
                    List.of("sav", "bookmark", "kaydetme"),
                    "sav(?:e|ed|ing)|bookmark(?:ed|ing)?",
                    "kaydetmeyen|kaydetmemiş|kaydetmeden"),
            didNot(
                    "ai_result_viewed",
                    List.of("view", "look", "bakma", "inceleme", "görüntüleme"),
                    "view(?:ed|ing)?|look(?:ed|ing)? at",
                    "bakmayan|bakmamış|incelemeyen|görüntülemeyen"),
            didNot(
                    "ai_conversion_completed",
                    List.of("buy", "bought", "purchas", "order", "convert", "check", "alma", "sipariş verme"),
                    "buy(?:ing)?|bought|purchas(?:e|ed|ing)|order(?:ed|ing)?|convert(?:ed|ing)?|check(?:ed|ing)? out",
                    "(?:satın )?almayan|(?:satın )?almamış|(?:satın )?almadan|sipariş vermeyen"));

    private BehaviourReader() {}

    private static Wording did(String event, List<String> stems, String english, String turkish) {
        String pattern = "\\b(?:(?:who|that) )?(?:(?:have|has|had) )?(?:" + english + ")" + ANY_ITEM + END + "|"
                + ANY_ITEM_TR + "\\b(?:" + turkish + ")(?:lar|ler)?(?:ı|i|a|e)?\\b";
        return new Wording(event, stems, Pattern.compile(pattern, FLAGS));
    }

    private static Wording didNot(String event, List<String> stems, String english, String turkish) {
        String pattern = NOT + "(?:" + english + ")" + ANY_ITEM + END + "|" + BUT_TR + ANY_ITEM_TR + "\\b(?:" + turkish
                + ")(?:lar|ler)?(?:ı|i|a|e)?\\b";
        return new Wording(event, stems, Pattern.compile(pattern, FLAGS));
    }

    /**
     * What was read.
     *
     * @param did the events that customers must have caused, as the taxonomy calls them
     * @param didNot the events that they must not have caused
     * @param within how recently; empty for any time
     * @param atLeast how often the former
     * @param outright whether the words say that any item is meant: in "coffee lovers who bought in May" they may mean
     *     the coffee
     * @param rest the words that say something else
     */
    public record Behaviour(
            Set<String> did, Set<String> didNot, Optional<Period> within, int atLeast, boolean outright, String rest) {
        /** Nothing of these words. */
        public static Behaviour none(String words) {
            return new Behaviour(Set.of(), Set.of(), Optional.empty(), 1, true, words);
        }

        public boolean isEmpty() {
            return did.isEmpty();
        }
    }

    /** Nothing, unless the words say what was done: what was not done alone is about what else they say. */
    public static Behaviour read(String words) {
        String text = words.replace('\n', ' ');
        if (DID.stream().noneMatch(wording -> wording.isIn(text))) {
            return Behaviour.none(words);
        }
        Map<String, String> didNot = new LinkedHashMap<>();
        Map<String, String> did = new LinkedHashMap<>();
        String rest = taken(taken(text, DID_NOT, didNot), DID, did);
        if (did.isEmpty()) {
            return Behaviour.none(words);
        }
        return new Behaviour(
                did.keySet(),
                didNot.keySet(),
                WindowReader.within(words),
                WindowReader.atLeast(words).orElse(1),
                did.values().stream().allMatch(said -> OUTRIGHT.matcher(said).find()),
                rest.strip());
    }

    /** What is left of a text; puts the words of each event into {@code said}. */
    private static String taken(String text, List<Wording> wordings, Map<String, String> said) {
        String rest = text;
        for (Wording wording : wordings) {
            if (wording.isIn(rest)) {
                Matcher found = wording.pattern().matcher(rest);
                said.put(wording.event(), found.find() ? found.group() : "");
                rest = found.replaceAll(" ").replaceAll(" {2,}", " ");
            }
        }
        return rest;
    }
}
