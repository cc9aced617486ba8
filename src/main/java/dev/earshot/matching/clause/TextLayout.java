package dev.earshot.matching.clause;

import dev.earshot.common.TextResource;
import dev.earshot.matching.pattern.MatchStarts;
import dev.earshot.matching.pattern.RequiredText;
import dev.earshot.matching.pattern.SearchedText;
import dev.earshot.matching.words.Folding;
import dev.earshot.matching.words.Language;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What lines and sentences look like that head a list, greet, tell background, or name people: read from {@code
 * statements-*.txt}. Patterns and texts are folded, so that Turkish typed without its letters is read too.
 */
final class TextLayout {
    private final Map<String, Pattern> patterns = new HashMap<>();
    private final Map<String, RequiredText> required = new HashMap<>();
    private final Map<String, MatchStarts> starts = new HashMap<>();

    TextLayout(Language language) {
        for (String line : TextResource.lines("signal/statements-" + language.suffix() + ".txt")) {
            int colon = line.indexOf(": ");
            String regex = Folding.letters(line.substring(colon + 2));
            patterns.put(line.substring(0, colon), Pattern.compile(regex));
            required.put(line.substring(0, colon), RequiredText.of(regex));
            starts.put(line.substring(0, colon), MatchStarts.of(regex));
        }
    }

    /** A word of the language itself. */
    String word(String kind) {
        return patterns.get(kind).pattern();
    }

    /** A text that is tried with several kinds. */
    SearchedText searched(String text) {
        return SearchedText.of(Folding.inPlace(text));
    }

    boolean is(String kind, String text) {
        return patterns.get(kind).matcher(Folding.inPlace(text)).matches();
    }

    int count(String kind, String text) {
        return count(kind, searched(text));
    }

    int count(String kind, SearchedText text) {
        if (!required.get(kind).mayMatch(text)) {
            return 0;
        }
        String lower = text.lower();
        Matcher matcher =
                patterns.get(kind).matcher(lower).useTransparentBounds(true).useAnchoringBounds(false);
        MatchStarts begin = starts.get(kind);
        int found = 0;
        for (int at = 0; at <= lower.length() && begin.find(matcher, lower, at, lower.length()); ) {
            at = Math.max(matcher.end(), matcher.start() + 1);
            found++;
        }
        return found;
    }
}
