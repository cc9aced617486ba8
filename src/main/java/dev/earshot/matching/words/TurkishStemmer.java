package dev.earshot.matching.words;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Strips inflection from a folded Turkish word: case, plural, possessive, participles. It only has to do the same to
 * the
 * text as to the lexicon, so it prefers cutting too little: a suffix must leave a stem of the length given with it.
 */
final class TurkishStemmer {
    /** Suffix and the shortest stem that it may leave, longest suffix first. */
    private static final String[][] SUFFIXES = {
        {"larindaki", "3"},
        {"lerindeki", "3"},
        {"lardaki", "3"},
        {"lerdeki", "3"},
        {"sindaki", "3"},
        {"sindeki", "3"},
        {"indaki", "4"},
        {"indeki", "4"},
        {"daki", "3"},
        {"deki", "3"},
        {"taki", "3"},
        {"teki", "3"},
        {"larindan", "3"},
        {"lerinden", "3"},
        {"larinda", "3"},
        {"lerinde", "3"},
        {"larina", "3"},
        {"lerine", "3"},
        {"larini", "3"},
        {"lerini", "3"},
        {"larin", "3"},
        {"lerin", "3"},
        {"lari", "2"},
        {"leri", "2"},
        {"lardan", "3"},
        {"lerden", "3"},
        {"larda", "3"},
        {"lerde", "3"},
        {"lara", "3"},
        {"lere", "3"},
        {"larla", "3"},
        {"lerle", "3"},
        {"lar", "2"},
        {"ler", "2"},
        {"makta", "2"},
        {"mekte", "2"},
        {"mayi", "2"},
        {"meyi", "2"},
        {"maya", "3"},
        {"meye", "3"},
        {"mak", "2"},
        {"mek", "2"},
        {"yacak", "2"},
        {"yecek", "2"},
        {"acak", "2"},
        {"ecek", "2"},
        {"iyor", "2"},
        {"uyor", "2"},
        {"yor", "2"},
        {"yan", "2"},
        {"yen", "3"},
        {"an", "3"},
        {"en", "3"},
        {"ci", "6"},
        {"cu", "6"},
        {"yip", "3"},
        {"yup", "3"},
        {"ip", "4"},
        {"up", "4"},
        {"sindan", "3"},
        {"sinden", "3"},
        {"sinda", "3"},
        {"sinde", "3"},
        {"sina", "3"},
        {"sine", "3"},
        {"sini", "3"},
        {"sunu", "3"},
        {"sinin", "3"},
        {"sunun", "3"},
        {"suna", "3"},
        {"sune", "3"},
        {"undan", "3"},
        {"unden", "3"},
        {"indan", "3"},
        {"inden", "3"},
        {"inda", "4"},
        {"inde", "4"},
        {"unda", "4"},
        {"unde", "4"},
        {"nin", "3"},
        {"nun", "3"},
        {"dan", "3"},
        {"den", "3"},
        {"tan", "4"},
        {"ten", "4"},
        {"da", "3"},
        {"de", "3"},
        {"ta", "4"},
        {"te", "4"},
        {"yla", "3"},
        {"yle", "3"},
        {"la", "4"},
        {"le", "4"},
        {"imiz", "4"},
        {"umuz", "4"},
        {"miz", "4"},
        {"ina", "4"},
        {"ine", "4"},
        {"una", "4"},
        {"une", "4"},
        {"ini", "4"},
        {"unu", "4"},
        {"in", "4"},
        {"un", "4"},
        {"im", "4"},
        {"um", "4"},
        {"li", "4"},
        {"lu", "4"},
        {"si", "3"},
        {"su", "3"},
        {"yi", "3"},
        {"yu", "3"},
        {"ya", "3"},
        {"ye", "3"},
        {"na", "4"},
        {"ne", "4"},
        {"ma", "3"},
        {"me", "3"},
        {"i", "4"},
        {"u", "4"},
        {"a", "4"},
        {"e", "4"},
    };

    /** They end like inflected words and aren't: a campaign is no camp. */
    private static final Set<String> WHOLE = Set.of(
            "kampanya",
            "kuran",
            "kurye",
            "kurban",
            "yenile",
            "akademisyen",
            "toplum",
            "topla",
            "turku",
            "bisiklet",
            "makarna",
            "mayo",
            "kadin",
            "insan",
            "zaman",
            "vatan",
            "bahane",
            "sinema",
            "dergi",
            "sergi",
            "vergi",
            "bilgi",
            "ilgi",
            "gazeteci",
            "muhasebeci",
            "sigortaci",
            "sevgi",
            "saygi",
            "besle",
            "banka",
            "marka",
            "lira",
            "dolar",
            "satranc",
            "toplanti",
            "masaj",
            "mesaj",
            "sirket",
            "ticaret",
            "market",
            "paket",
            "etiket",
            "tuvalet");

    private static final String[][] NONE = {};
    private static final Map<Character, String[][]> BY_LAST_LETTER = new HashMap<>();

    static {
        for (String[] suffix : SUFFIXES) {
            char last = suffix[0].charAt(suffix[0].length() - 1);
            BY_LAST_LETTER.computeIfAbsent(
                    last,
                    c -> Arrays.stream(SUFFIXES)
                            .filter(other -> other[0].charAt(other[0].length() - 1) == c)
                            .sorted(Comparator.comparingInt(other -> -other[0].length()))
                            .toArray(String[][]::new));
        }
    }

    private static final int SHORTEST_WHOLE = 4;

    private TurkishStemmer() {}

    static String stem(String folded) {
        String whole = whole(folded);
        String stem = whole == null ? folded : whole;
        for (int round = 0; round < 4 && !WHOLE.contains(stem); round++) {
            String shorter = strip(stem);
            if (shorter.equals(stem)) {
                break;
            }
            stem = shorter;
        }
        return harden(stem);
    }

    /** "Sinema-ya" is no "sine-maya". */
    private static String whole(String folded) {
        for (int end = folded.length() - 1; end >= SHORTEST_WHOLE; end--) {
            if (WHOLE.contains(folded.substring(0, end))) {
                String rest = folded.substring(end);
                boolean inflected = Arrays.stream(SUFFIXES).anyMatch(suffix -> suffix[0].equals(rest));
                return inflected ? folded.substring(0, end) : null;
            }
        }
        return null;
    }

    private static String strip(String word) {
        for (String[] suffix : BY_LAST_LETTER.getOrDefault(word.charAt(word.length() - 1), NONE)) {
            int rest = word.length() - suffix[0].length();
            if (rest >= suffix[1].charAt(0) - '0'
                    && word.endsWith(suffix[0])
                    && hasVowel(word, rest)
                    && !isOfVerb(word, suffix[0], rest)) {
                return word.substring(0, rest);
            }
        }
        return word;
    }

    /** "Yönet-ici" comes of a verb, "yazılım-cı" of what is to be found. */
    private static boolean isOfVerb(String word, String suffix, int rest) {
        return suffix.charAt(0) == 'c' && suffix.length() == 2 && "iu".indexOf(word.charAt(rest - 1)) >= 0;
    }

    /** kitab-ı → kitap, köpeğ-i → köpek: what softened before the suffix becomes hard again. */
    private static String harden(String stem) {
        int last = stem.length() - 1;
        if (last < 2) {
            return stem;
        }
        return switch (stem.charAt(last)) {
            case 'b' -> stem.substring(0, last) + 'p';
            case 'd' -> stem.substring(0, last) + 't';
            case 'g' -> stem.substring(0, last) + 'k';
            default -> stem;
        };
    }

    private static boolean hasVowel(String word, int end) {
        for (int i = 0; i < end; i++) {
            if ("aeiou".indexOf(word.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
