package dev.earshot.matching.words;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The forms that a folded Turkish word may be a case of, as a dictionary has them: "filminden" → "filmi", "çaya" →
 * "çay", "ipliğini" → "iplik". Unlike the stemmer it keeps what makes two words different, so that it also serves words
 * of two or three letters.
 */
public final class TurkishCases {
    private static final int SHORTEST = 2;

    /** Behind a possessive ("filmi-nden", "pompası-nı"), a plural, a vowel or a consonant. */
    private static final List<Pattern> ENDINGS = List.of(
            Pattern.compile("(.*[iu])n(?:[aeiu]|[iu]n|d[ae]n?|c[ae]|l[ae])"),
            Pattern.compile("(.*[iu])yl[ae]"),
            Pattern.compile("(.*l[ae]r)(?:[aeiu]|[iu]n|d[ae]n?|l[ae]|[iu]nd[ae]n?|[iu]n[aeiu]|[iu]n[iu]n)"),
            Pattern.compile("(.*)l[ae]r"),
            Pattern.compile("(.*[aeiou])(?:y[aeiu]|n[iu]n|yl[ae]|s[iu])"),
            Pattern.compile("(.*[^aeiou])(?:[aeiu]|[iu]n|l[ae]|[iu]mizi?)"),
            Pattern.compile("(.*)[dt][ae](?:n|ki(?:l[ae]r)?)?"));

    /** "Arabaları" may be of "arabası" as well: the plural takes the place of the possessive. */
    private static final Pattern OWNED = Pattern.compile("(.*)(l[ae]ri)(?:n(?:[aeiu]|[iu]n|d[ae]n?|c[ae]|l[ae]))?");

    private TurkishCases() {}

    /** Without the word itself. */
    public static Set<String> bases(String folded) {
        Set<String> bases = new LinkedHashSet<>();
        add(folded, bases);
        List.copyOf(bases).forEach(base -> add(base, bases));
        return bases;
    }

    private static void add(String word, Set<String> bases) {
        for (Pattern ending : ENDINGS) {
            Matcher inflected = ending.matcher(word);
            if (inflected.matches() && inflected.group(1).length() >= SHORTEST) {
                String base = inflected.group(1);
                bases.add(base);
                bases.add(hardened(base));
            }
        }
        Matcher owned = OWNED.matcher(word);
        if (owned.matches() && owned.group(1).length() >= SHORTEST) {
            String base = owned.group(1);
            boolean vowel = "aeiou".indexOf(base.charAt(base.length() - 1)) >= 0;
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
