package dev.earshot.matching.clause;

import dev.earshot.common.TextResource;
import dev.earshot.matching.words.Language;
import dev.earshot.matching.words.RequiredText;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What lines and sentences look like that head a list, greet, tell background, or name people: read from {@code
 * statements-*.txt}.
 */
final class TextLayout {
    private final Map<String, Pattern> patterns = new HashMap<>();
    private final Map<String, RequiredText> required = new HashMap<>();

    TextLayout(Language language) {
        for (String line : TextResource.lines("signal/statements-" + language.suffix() + ".txt")) {
            int colon = line.indexOf(": ");
            patterns.put(line.substring(0, colon), Pattern.compile(line.substring(colon + 2)));
            required.put(line.substring(0, colon), RequiredText.of(line.substring(colon + 2)));
        }
    }

    /** The patterns are written in lower case: ignoring case while matching takes several times as long. */
    private static String lower(String text) {
        return text.replace('İ', 'i').toLowerCase(Locale.ROOT);
    }

    /** A word of the language itself. */
    String word(String kind) {
        return patterns.get(kind).pattern();
    }

    boolean is(String kind, String text) {
        return patterns.get(kind).matcher(lower(text)).matches();
    }

    int count(String kind, String text) {
        String lower = lower(text);
        if (!required.get(kind).mayMatch(lower)) {
            return 0;
        }
        Matcher matcher = patterns.get(kind).matcher(lower);
        int found = 0;
        while (matcher.find()) {
            found++;
        }
        return found;
    }
}
