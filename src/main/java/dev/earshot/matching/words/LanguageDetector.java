package dev.earshot.matching.words;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** English or Turkish: by the small words, the letters and the endings. In doubt it's English. */
public final class LanguageDetector {
    private static final String TURKISH_LETTERS = "ığşİĞŞçÇöÖüÜ";

    /** Endings that English words hardly have, for those who type without Turkish letters. */
    private static final Pattern TURKISH_ENDING =
            Pattern.compile(".{3,}(l[ae]r(i|in|ini)?|[dt][ae]ki|[iu]yor|[ae]c[ae]k|m[ae]k)");

    /** "Planlayanlar", "gidecekler": such a word tells as much as a small one. */
    private static final Pattern TURKISH_DEED =
            Pattern.compile(".{2,}(?:[ae]nl[ae]r|[ae]c[ae]kl[ae]r)(?:i|in|ini|a|e)?");

    /** Turkish small words that names of other languages have too: "Tour de France", "YA". */
    private static final Set<String> IN_NAMES = Set.of("de", "da", "ya");

    private static final double HALF = 0.5;

    /** So many words tell the language of the rest. */
    private static final int ENOUGH = 100;

    private final Map<Language, CueWords> cues;

    public LanguageDetector(Map<Language, CueWords> cues) {
        this.cues = cues;
    }

    public Language of(String text, List<Token> tokens) {
        double turkish = 0;
        double english = 0;
        for (Token token : tokens.subList(0, Math.min(tokens.size(), ENOUGH))) {
            turkish += score(Language.TR, token) + (token.suffix().length() > 1 ? 0.5 : 0);
            english += score(Language.EN, token);
        }
        for (int i = 0; i < text.length(); i++) {
            turkish += TURKISH_LETTERS.indexOf(text.charAt(i)) >= 0 ? 0.7 : 0;
        }
        return turkish > english ? Language.TR : Language.EN;
    }

    /** One letter tells nothing: "w/o" holds none of the Turkish word. */
    private double score(Language language, Token token) {
        if (language == Language.TR && token.folded().length() == 1) {
            return 0;
        }
        CueWords words = cues.get(language);
        String light = words.light(token.folded());
        if (words.isStop(light)) {
            return language == Language.TR && IN_NAMES.contains(light) ? HALF : 1;
        }
        if (language == Language.TR
                && TURKISH_DEED.matcher(token.folded()).matches()
                && !EnglishDictionary.hasFormOf(token.folded())) {
            return 1;
        }
        boolean known = words.isWeak(light) || words.isWeak(words.stem(token.folded()));
        return known
                        || (language == Language.TR
                                && TURKISH_ENDING.matcher(token.folded()).matches()
                                && !EnglishDictionary.hasFormOf(token.folded()))
                ? 0.8
                : 0;
    }
}
