package dev.earshot.matching.words;

import java.util.Map;

/**
 * Two depths: {@link #singular} loses the plural only, {@link #stem} also -ing and -ed. The matcher asks the shallow
 * one first, so that "bedding" is not a bed, nor "fishing" a fish, as long as the lexicon knows the word itself.
 */
final class EnglishStemmer {
    private static final Map<String, String> IRREGULAR = Map.ofEntries(
            Map.entry("women", "woman"),
            Map.entry("womens", "woman"),
            Map.entry("mens", "man"),
            Map.entry("childrens", "child"),
            Map.entry("men", "man"),
            Map.entry("children", "child"),
            Map.entry("feet", "foot"),
            Map.entry("teeth", "tooth"),
            Map.entry("mice", "mouse"),
            Map.entry("wives", "wife"),
            Map.entry("knives", "knife"),
            Map.entry("shelves", "shelf"),
            Map.entry("loaves", "loaf"),
            Map.entry("halves", "half"),
            Map.entry("geese", "goose"),
            Map.entry("tyres", "tire"),
            Map.entry("tyre", "tire"),
            Map.entry("jewellery", "jewelry"),
            Map.entry("theatre", "theater"),
            Map.entry("theatres", "theater"),
            Map.entry("centre", "center"),
            Map.entry("colour", "color"),
            Map.entry("travelling", "traveling"),
            Map.entry("traveller", "traveler"),
            Map.entry("travellers", "traveler"),
            Map.entry("mum", "mom"),
            Map.entry("mums", "mom"),
            Map.entry("mummies", "mom"),
            Map.entry("grey", "gray"),
            Map.entry("catalogue", "catalog"),
            Map.entry("news", "news"),
            Map.entry("tennis", "tennis"),
            Map.entry("gas", "gas"),
            Map.entry("bus", "bus"),
            Map.entry("buses", "bus"),
            Map.entry("series", "series"),
            Map.entry("shoes", "shoe"),
            Map.entry("lenses", "lens"),
            Map.entry("lens", "lens"));

    private EnglishStemmer() {}

    static String singular(String word) {
        String irregular = IRREGULAR.get(word);
        if (irregular != null) {
            return irregular;
        }
        int n = word.length();
        if (n > 6 && word.endsWith("women")) {
            return word.substring(0, n - 2) + "an";
        }
        if (n > 6 && (word.endsWith("smen") || word.endsWith("rmen") || word.endsWith("dmen"))) {
            return word.substring(0, n - 2) + "an";
        }
        if (n > 4 && word.endsWith("ies")) {
            return word.substring(0, n - 3) + "y";
        }
        if (n > 3 && word.endsWith("ie")) {
            return word.substring(0, n - 2) + "y";
        }
        if (n > 4
                && (word.endsWith("sses")
                        || word.endsWith("xes")
                        || word.endsWith("ches")
                        || word.endsWith("shes")
                        || word.endsWith("zzes"))) {
            return word.substring(0, n - 2);
        }
        if (n > 3 && word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us") && !word.endsWith("is")) {
            return word.substring(0, n - 1);
        }
        return word;
    }

    static String stem(String word) {
        String stem = singular(word);
        if (stem.endsWith("ing") && hasVowel(stem, stem.length() - 3)) {
            stem = undouble(stem.substring(0, stem.length() - 3));
        } else if (stem.endsWith("ed")
                && !stem.endsWith("eed")
                && stem.length() > 4
                && hasVowel(stem, stem.length() - 2)) {
            stem = undouble(stem.substring(0, stem.length() - 2));
        }
        return stem.length() > 3 && stem.endsWith("e") ? stem.substring(0, stem.length() - 1) : stem;
    }

    private static boolean hasVowel(String word, int end) {
        for (int i = 0; i < end; i++) {
            if ("aeiouy".indexOf(word.charAt(i)) >= 0) {
                return end >= 3 || i > 0 || end == 2;
            }
        }
        return false;
    }

    private static String undouble(String stem) {
        int n = stem.length();
        boolean doubled = n > 3 && stem.charAt(n - 1) == stem.charAt(n - 2) && "lsz".indexOf(stem.charAt(n - 1)) < 0;
        return doubled ? stem.substring(0, n - 1) : stem;
    }
}
