package dev.earshot.matching.clause;

import dev.earshot.common.TextResource;
import dev.earshot.matching.words.Language;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What lines and sentences look like that head a list, greet, tell background, or name people: read from {@code
 * statements-*.txt}.
 */
final class TextLayout {
    private final Map<String, Pattern> patterns = new HashMap<>();

    TextLayout(Language language) {
        for (String line : TextResource.lines("signal/statements-" + language.suffix() + ".txt")) {
            int colon = line.indexOf(": ");
            patterns.put(
                    line.substring(0, colon),
                    Pattern.compile(
                            line.substring(colon + 2),
                            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS));
        }
    }

    boolean is(String kind, String text) {
        return patterns.get(kind).matcher(text).matches();
    }

    int count(String kind, String text) {
        Matcher matcher = patterns.get(kind).matcher(text);
        int found = 0;
        while (matcher.find()) {
            found++;
        }
        return found;
    }
}
