package dev.earshot.chat.agent.act;

import java.time.Period;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what customers did in the AI app, whatever the item: "people who saved an item but didn't buy in the last
 * week", "son 7 günde ürün kaydedip satın almayanlar". What it was done with, "bought tents", is left to the signals.
 */
public final class BehaviourReader {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;

    private static final String ANY_ITEM =
            "(?:\\s+(?:(?:an?|any|some|the|one|more than one|several|multiple|\\w+ or more|at least \\w+)\\s+)?"
                    + "(?:items?|products?|things?|something|anything|it|them|any|one)\\b)?";
    private static final String END =
            "(?=\\s*(?:[.!?,;:]|$|\\b(?:but|and|yet|then|who|in|within|over|during|at least|more than|twice|\\d+ times"
                    + "|\\w+ times|once|last|past|this|since|without|recently|lately)\\b))";
    private static final String ANY_ITEM_TR = "(?:(?:(?:bir|birkaç|en az bir)\\s+)?(?:ürün|öğe|şey)(?:\\w{0,6})\\s+)?";
    private static final String NOT = "[,;]?\\s*\\b(?:(?:but|and|yet|though)\\s+)?(?:(?:who|that|they|have|has)\\s+)*"
            + "(?:didn[’']?t|did not|don[’']?t|do not|haven[’']?t|have not|hasn[’']?t|has not|never|not|without)"
            + "(?:\\s+(?:yet|ever|actually))*\\s+";
    private static final String BUT_TR = "[,;]?\\s*(?:\\b(?:ama|fakat|ancak|ve)\\s+)?(?:\\b(?:henüz|daha|hiç)\\s+)?";

    /** Any item, or what is done without one. */
    private static final Pattern OUTRIGHT = Pattern.compile(
            "\\b(?:items?|products?|something|anything|ürün\\w*|öğe\\w*|bir şey\\w*|searched|arama|started a|başlatan)\\b",
            FLAGS);

    /** By event: the words of those that caused it. */
    private static final Map<String, Pattern> DID = new LinkedHashMap<>();

    /** By event: the words of those that did not cause it. */
    private static final Map<String, Pattern> DID_NOT = new LinkedHashMap<>();

    static {
        did(
                "ai_item_saved",
                "saved|bookmarked|favou?rited|wish-?listed|shortlisted",
                "kaydeden|kaydedip|kaydetmiş|favori(?:ler(?:in)?)?e ekleyen");
        did(
                "ai_result_viewed",
                "viewed|looked at|clicked(?: on)?",
                "bakan|bakıp|bakmış|inceleyen|inceleyip|görüntüleyen|görüntüleyip");
        did(
                "ai_conversion_completed",
                "bought|purchased|ordered|converted|checked out|made a purchase|placed an order",
                "satın alan|satın alıp|satın almış|sipariş veren");
        did("ai_query_submitted", "searched(?: for)?|made a search", "arama yapan|arama yapıp|arama yapmış");
        did("ai_session_started", "started an? (?:chat|conversation|session)", "(?:sohbet|konuşma|oturum) başlatan");
        didNot("ai_item_saved", "sav(?:e|ed|ing)|bookmark(?:ed|ing)?", "kaydetmeyen|kaydetmemiş|kaydetmeden");
        didNot(
                "ai_result_viewed",
                "view(?:ed|ing)?|look(?:ed|ing)? at",
                "bakmayan|bakmamış|incelemeyen|görüntülemeyen");
        didNot(
                "ai_conversion_completed",
                "buy(?:ing)?|bought|purchas(?:e|ed|ing)|order(?:ed|ing)?|convert(?:ed|ing)?|check(?:ed|ing)? out",
                "(?:satın )?almayan|(?:satın )?almamış|(?:satın )?almadan|sipariş vermeyen");
    }

    private BehaviourReader() {}

    private static void did(String event, String english, String turkish) {
        DID.put(
                event,
                Pattern.compile(
                        "\\b(?:(?:who|that)\\s+)?(?:(?:have|has|had)\\s+)?(?:" + english + ")" + ANY_ITEM + END + "|"
                                + ANY_ITEM_TR + "\\b(?:" + turkish + ")(?:lar|ler)?(?:ı|i|a|e)?\\b",
                        FLAGS));
    }

    private static void didNot(String event, String english, String turkish) {
        DID_NOT.put(
                event,
                Pattern.compile(
                        NOT + "(?:" + english + ")" + ANY_ITEM + END + "|" + BUT_TR + ANY_ITEM_TR + "\\b(?:" + turkish
                                + ")(?:lar|ler)?(?:ı|i|a|e)?\\b",
                        FLAGS));
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
        Set<String> did = new LinkedHashSet<>();
        Set<String> didNot = new LinkedHashSet<>();
        String rest = taken(taken(words, DID_NOT, didNot), DID, did);
        if (did.isEmpty()) {
            return Behaviour.none(words);
        }
        boolean outright = OUTRIGHT.matcher(words).find();
        return new Behaviour(
                did,
                didNot,
                WindowReader.within(words),
                WindowReader.atLeast(words).orElse(1),
                outright,
                rest.strip());
    }

    private static String taken(String words, Map<String, Pattern> patterns, Set<String> events) {
        String rest = words;
        for (Map.Entry<String, Pattern> entry : patterns.entrySet()) {
            Matcher found = entry.getValue().matcher(rest);
            if (found.find()) {
                events.add(entry.getKey());
                rest = found.replaceAll(" ");
            }
        }
        return rest;
    }
}
