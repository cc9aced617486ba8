package dev.earshot.matching.words;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The forms that a folded Turkish word may be a case of, as a dictionary has them: "filminden" → "filmi", "çaya" →
 * "çay", "ipliğini" → "iplik". Unlike the stemmer it keeps what makes two words different, so that it also serves words
 * of two or three letters.
 */
public final class TurkishCases {
    private static final int SHORTEST = 2;
    private static final String VOWELS = "aeiou";

    /** Behind a possessive ("filmi-nden", "pompası-nı"), a plural, a vowel or a consonant. */
    private static final List<TurkishEndings> ENDINGS = List.of(
            TurkishEndings.behind("i u", "n[aeiu] n[iu]n nd[ae] nd[ae]n nc[ae] nl[ae]"),
            TurkishEndings.behind("i u", "yl[ae]"),
            TurkishEndings.behind(
                    "lar ler", "[aeiu] [iu]n d[ae] d[ae]n l[ae] [iu]nd[ae] [iu]nd[ae]n [iu]n[aeiu] [iu]n[iu]n"),
            TurkishEndings.behind("", "l[ae]r"),
            TurkishEndings.behind("a e i o u", "y[aeiu] n[iu]n yl[ae] s[iu]"),
            TurkishEndings.behindConsonant("[aeiu] [iu]n l[ae] [iu]miz [iu]mizi"),
            TurkishEndings.behind("", "[dt][ae] [dt][ae]n [dt][ae]ki [dt][ae]kil[ae]r"));

    /** "Arabaları" may be of "arabası" as well: the plural takes the place of the possessive. */
    private static final TurkishEndings OWNED = TurkishEndings.behind(
            "", "l[ae]ri l[ae]rin[aeiu] l[ae]rin[iu]n l[ae]rind[ae] l[ae]rind[ae]n l[ae]rinc[ae] l[ae]rinl[ae]");

    private TurkishCases() {}

    /** Without the word itself. */
    public static Set<String> bases(String folded) {
        Set<String> bases = new LinkedHashSet<>();
        add(folded, bases);
        List.copyOf(bases).forEach(base -> add(base, bases));
        return bases;
    }

    private static void add(String word, Set<String> bases) {
        for (TurkishEndings endings : ENDINGS) {
            int length = endings.baseLength(word);
            if (length >= SHORTEST) {
                String base = word.substring(0, length);
                bases.add(base);
                bases.add(hardened(base));
            }
        }
        int length = OWNED.baseLength(word);
        if (length >= SHORTEST) {
            String base = word.substring(0, length);
            boolean vowel = VOWELS.indexOf(base.charAt(length - 1)) >= 0;
            for (String owner : vowel ? List.of("si", "su") : List.of("i", "u")) {
                bases.add(base + owner);
                bases.add(softened(base) + owner);
            }
        }
    }

    /** "Köpeğ-i" → "köpek". */
    private static String hardened(String base) {
        String start = base.substring(0, base.length() - 1);
        return switch (base.charAt(base.length() - 1)) {
            case 'b' -> start + 'p';
            case 'd' -> start + 't';
            case 'g' -> start + 'k';
            default -> base;
        };
    }

    /** "Köpek-ler-i" → "köpeğ-i". */
    private static String softened(String base) {
        String start = base.substring(0, base.length() - 1);
        return switch (base.charAt(base.length() - 1)) {
            case 'p' -> start + 'b';
            case 't' -> start + 'd';
            case 'k' -> start + 'g';
            default -> base;
        };
    }
}
